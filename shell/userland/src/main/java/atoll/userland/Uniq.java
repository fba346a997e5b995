package atoll.userland;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.List;

/** Lines that follow each other and are equal, once. */
public final class Uniq extends Tool {
    static final String OPTIONS =
            "c,count d,repeated D f,skip-fields: i,ignore-case s,skip-chars: u,unique w,check-chars: "
                    + "z,zero-terminated";

    private byte terminator = '\n';
    private long fields;
    private long characters;
    private long most = Long.MAX_VALUE;
    private boolean folded;
    private boolean counted;
    private boolean repeated;
    private boolean all;
    private boolean unique;

    private Uniq() {
        super("uniq");
    }

    public static void main(String[] args) {
        new Uniq().start(args);
    }

    @Override
    void run(String[] args) throws IOException {
        Options options = new Options(this, OPTIONS, args);
        List<String> operands = options.operands;
        if (operands.size() > 2) {
            throw Usage.of("extra operand " + Text.quoted(operands.get(2)));
        }
        terminator = (byte) (options.has("z") ? 0 : '\n');
        fields = number(options.value("f", "0"), "invalid number of fields to skip");
        characters = number(options.value("s", "0"), "invalid number of bytes to skip");
        most = options.has("w") ? number(options.value("w", ""), "invalid number of bytes to compare") : most;
        folded = options.has("i");
        counted = options.has("c");
        repeated = options.has("d");
        all = options.has("D");
        unique = options.has("u");
        if (counted && all) {
            throw Usage.of("printing all duplicated lines and repeat counts is meaningless");
        }
        String from = operands.isEmpty() ? "-" : operands.getFirst();
        try (Input in = Input.open(from, out)) {
            filter(in, operands.size() < 2 ? "-" : operands.get(1));
        } catch (Output.Broken e) {
            throw e;
        } catch (IOException e) {
            boolean folder = Failure.of(e).equals("Is a directory");
            throw Usage.complete(
                    folder ? "error reading " + Text.quoted(from) : Text.shown(from) + ": " + Failure.of(e));
        }
    }

    private void filter(Input in, String target) throws IOException {
        if (target.equals("-")) {
            filter(in, out);
            return;
        }
        OutputStream to;
        try {
            to = Files.newOutputStream(FileName.path(target));
        } catch (IOException e) {
            throw Usage.complete(Text.shown(target) + ": " + Failure.of(e));
        }
        try (to) {
            Output output = new Output(to);
            filter(in, output);
            output.flush();
        }
    }

    private static long number(String text, String why) {
        long number = Count.of(text);
        if (number < 0 || !Numeral.isDigit(Text.bytes(text), text.length() - 1, text.length())) {
            throw Usage.complete(text + ": " + why);
        }
        return number;
    }

    private void filter(Input in, Output to) throws IOException {
        byte[] before = null;
        long count = 0;
        while (in.line(terminator)) {
            byte[] line = in.copy();
            if (before != null && isSame(before, line)) {
                if (all) {
                    if (count == 1) {
                        write(before, 0, to);
                    }
                    write(line, 0, to);
                }
                count++;
                continue;
            }
            end(before, count, to);
            before = line;
            count = 1;
        }
        end(before, count, to);
    }

    private void end(byte @org.jspecify.annotations.Nullable [] line, long count, Output to) throws IOException {
        boolean shown = count == 1 ? !repeated : !unique;
        if (line != null && shown && !all) {
            write(line, count, to);
        }
    }

    private void write(byte[] line, long count, Output to) throws IOException {
        if (counted) {
            String digits = Long.toString(count);
            to.print(" ".repeat(Math.max(0, 7 - digits.length())) + digits + " ");
        }
        to.write(line);
        to.write(terminator);
    }

    private int start(byte[] line) {
        int at = 0;
        for (long i = 0; i < fields && at < line.length; i++) {
            while (at < line.length && LineOrder.isBlank(line[at])) {
                at++;
            }
            while (at < line.length && !LineOrder.isBlank(line[at])) {
                at++;
            }
        }
        return (int) Math.min(line.length, at + Math.min(characters, line.length));
    }

    private boolean isSame(byte[] a, byte[] b) {
        int i = start(a);
        int j = start(b);
        long lengthA = Math.min(most, a.length - i);
        long lengthB = Math.min(most, b.length - j);
        if (lengthA != lengthB) {
            return false;
        }
        for (int k = 0; k < lengthA; k++) {
            if (lower(a[i + k]) != lower(b[j + k])) {
                return false;
            }
        }
        return true;
    }

    private int lower(byte b) {
        return folded && b >= 'A' && b <= 'Z' ? b + 32 : b;
    }
}
