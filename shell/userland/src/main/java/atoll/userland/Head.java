package atoll.userland;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;

/** The beginning of files. */
public final class Head extends Tool {
    static final String OPTIONS = "n,lines: c,bytes: q,quiet,silent v,verbose z,zero-terminated";

    private byte terminator = '\n';
    private boolean bytes;
    private boolean allBut;
    private long count = 10;

    private Head() {
        super("head");
    }

    public static void main(String[] args) {
        new Head().start(args);
    }

    @Override
    void run(String[] args) throws IOException {
        Options options = new Options(this, OPTIONS, modern(args));
        String unit = options.last("n", "c");
        bytes = unit.equals("c");
        if (!unit.isEmpty()) {
            String given = options.value(unit, "");
            allBut = given.startsWith("-");
            count = Count.of(allBut || given.startsWith("+") ? given.substring(1) : given);
            if (count < 0) {
                throw Usage.complete("invalid number of " + (bytes ? "bytes" : "lines") + ": "
                        + Text.quoted(allBut ? given.substring(1) : given));
            }
        }
        terminator = (byte) (options.has("z") ? 0 : '\n');
        List<String> operands = options.operands.isEmpty() ? List.of("-") : options.operands;
        String heads = options.last("q", "v");
        boolean headed = heads.equals("v") || heads.isEmpty() && operands.size() > 1;
        boolean first = true;
        for (String operand : operands) {
            try (Input in = Input.open(operand, out)) {
                if (headed) {
                    out.print((first ? "" : "\n") + "==> " + (operand.equals("-") ? "standard input" : operand)
                            + " <==\n");
                }
                first = false;
                copy(in);
            } catch (Output.Broken e) {
                throw e;
            } catch (IOException e) {
                boolean folder = Failure.of(e).equals("Is a directory");
                if (folder && headed) {
                    out.print((first ? "" : "\n") + "==> " + operand + " <==\n");
                    first = false;
                }
                fail((folder ? "error reading " : "cannot open ")
                        + Text.quoted(operand)
                        + (folder ? ": " : " for reading: ")
                        + Failure.of(e));
            }
        }
    }

    /** {@code -5} means {@code -n 5}. */
    static String[] modern(String[] args) {
        if (args.length == 0 || args[0].length() < 2 || args[0].charAt(0) != '-') {
            return args;
        }
        for (int i = 1; i < args[0].length(); i++) {
            if (args[0].charAt(i) < '0' || args[0].charAt(i) > '9') {
                return args;
            }
        }
        String[] modern = args.clone();
        modern[0] = "-n" + args[0].substring(1);
        return modern;
    }

    private void copy(Input in) throws IOException {
        if (bytes && allBut) {
            allButBytes(in);
        } else if (bytes) {
            for (long left = count; left > 0 && in.read(); left -= in.end - in.start) {
                out.write(in.buffer, in.start, (int) Math.min(left, in.end - in.start));
            }
        } else if (allBut) {
            allButLines(in);
        } else {
            for (long left = count; left > 0 && in.line(terminator); left--) {
                write(in);
            }
        }
    }

    private void write(Input in) throws IOException {
        out.write(in.buffer, in.start, in.end - in.start);
        if (in.ended) {
            out.write(terminator);
        }
    }

    private void allButLines(Input in) throws IOException {
        ArrayDeque<byte[]> held = new ArrayDeque<>();
        while (in.line(terminator)) {
            if (count == 0) {
                write(in);
                continue;
            }
            if (held.size() == count) {
                out.write(held.removeFirst());
                out.write(terminator);
            }
            held.add(in.copy());
        }
    }

    private void allButBytes(Input in) throws IOException {
        ArrayDeque<byte[]> held = new ArrayDeque<>();
        long size = 0;
        while (in.read()) {
            held.add(in.copy());
            size += in.end - in.start;
            while (!held.isEmpty() && size - held.getFirst().length >= count) {
                byte[] whole = held.removeFirst();
                size -= whole.length;
                out.write(whole);
            }
        }
        while (size > count) {
            byte[] part = held.removeFirst();
            out.write(part, 0, (int) Math.min(part.length, size - count));
            size -= part.length;
        }
    }
}
