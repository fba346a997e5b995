package atoll.userland;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Sorts lines by their bytes. */
public final class Sort extends Tool {
    static final String OPTIONS =
            "b,ignore-leading-blanks c,check C d,dictionary-order f,ignore-case g,general-numeric-sort "
                    + "h,human-numeric-sort i,ignore-nonprinting k,key: m,merge M,month-sort n,numeric-sort o,output: r,reverse s,stable "
                    + "t,field-separator: u,unique V,version-sort z,zero-terminated";

    private static final int TROUBLE = 2;

    private byte terminator = '\n';

    private Sort() {
        super("sort", TROUBLE);
    }

    public static void main(String[] args) {
        new Sort().start(args);
    }

    @Override
    void run(String[] args) throws IOException {
        Options options = new Options(this, OPTIONS, args);
        terminator = (byte) (options.has("z") ? 0 : '\n');
        SortKey whole = new SortKey();
        for (String option : options.inOrder()) {
            if (option.length() == 1 && "bdfghiMnrV".contains(option)) {
                whole.order(option.charAt(0));
            }
        }
        List<SortKey> keys = new ArrayList<>();
        int separator = separator(options);
        for (String key : options.values("k")) {
            keys.add(SortKey.parse(key, whole));
        }
        if (keys.isEmpty()) {
            whole.check();
            keys.add(whole);
        }
        LineOrder order = new LineOrder(keys, separator, whole.reversed, options.has("s") || options.has("u"));
        List<String> operands = options.operands.isEmpty() ? List.of("-") : options.operands;
        if (options.has("c") || options.has("C")) {
            check(operands, order, options.has("u"), options.has("C"));
            return;
        }
        byte[][] lines = read(operands);
        Arrays.sort(lines, order);
        write(lines, order, options);
    }

    private static int separator(Options options) {
        String given = options.value("t");
        if (given == null) {
            return -1;
        }
        byte[] bytes = Text.bytes(given);
        if (bytes.length == 0) {
            throw Usage.complete("empty tab");
        }
        if (given.equals("\\0")) {
            return 0;
        }
        if (bytes.length > 1) {
            throw Usage.complete("multi-character tab " + Text.quoted(given));
        }
        return bytes[0] & 0xff;
    }

    /** All of it before anything is written: the output may be one of the inputs. */
    private byte[][] read(List<String> operands) throws IOException {
        List<byte[]> lines = new ArrayList<>();
        for (String operand : operands) {
            try (Input in = Input.open(operand, out)) {
                while (in.line(terminator)) {
                    lines.add(in.copy());
                }
            } catch (IOException e) {
                throw unread(operand, e);
            }
        }
        return lines.toArray(new byte[0][]);
    }

    private static Usage unread(String operand, IOException why) {
        boolean folder = Failure.of(why).equals("Is a directory");
        return Usage.complete(
                (folder ? "read failed: " : "cannot read: ") + Text.shown(operand) + ": " + Failure.of(why));
    }

    private void write(byte[][] lines, LineOrder order, Options options) throws IOException {
        String file = options.value("o");
        if (file == null) {
            write(lines, order, options.has("u"), out);
            return;
        }
        try (OutputStream to = Files.newOutputStream(FileName.path(file))) {
            Output output = new Output(to);
            write(lines, order, options.has("u"), output);
            output.flush();
        } catch (Output.Broken e) {
            throw Usage.complete("write failed: " + Text.shown(file) + ": " + Failure.of(e.why));
        } catch (IOException e) {
            throw Usage.complete("open failed: " + Text.shown(file) + ": " + Failure.of(e));
        }
    }

    private void write(byte[][] lines, LineOrder order, boolean unique, Output output) throws IOException {
        byte[] before = null;
        for (byte[] line : lines) {
            if (unique && before != null && order.compareKeys(before, line) == 0) {
                continue;
            }
            before = line;
            output.write(line);
            output.write(terminator);
        }
    }

    private void check(List<String> operands, LineOrder order, boolean unique, boolean quiet) throws IOException {
        if (operands.size() > 1) {
            throw Usage.complete(
                    "extra operand " + Text.quoted(operands.get(1)) + " not allowed with -" + (quiet ? "C" : "c"));
        }
        String operand = operands.getFirst();
        try (Input in = Input.open(operand, out)) {
            byte[] before = null;
            for (long number = 1; in.line(terminator); number++) {
                byte[] line = in.copy();
                int difference = before == null ? -1 : order.compare(before, line);
                if (difference > 0 || unique && difference == 0) {
                    if (!quiet) {
                        complain(operand + ":" + number + ": disorder: " + Text.of(line));
                    }
                    status = 1;
                    return;
                }
                before = line;
            }
        } catch (IOException e) {
            throw unread(operand, e);
        }
    }
}
