package atoll.shell.builtin;

import atoll.shell.run.Builtin;
import atoll.shell.run.Call;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads a line into variables. */
final class Read implements Builtin {
    private static final int MOST = 1 << 24;

    /** A line: its bytes, and which of them a backslash protects. */
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private final ByteArrayOutputStream quoted = new ByteArrayOutputStream();

    @Override
    public int run(Call call) throws IOException {
        List<String> names = new ArrayList<>(call.arguments);
        boolean raw = false;
        while (!names.isEmpty() && names.getFirst().startsWith("-")) {
            String option = names.removeFirst();
            if (option.equals("-r")) {
                raw = true;
            } else if (option.equals("-p") && !names.isEmpty()) {
                call.state.print(2, names.removeFirst());
            } else if (!option.equals("--")) {
                return call.usage("no option " + option);
            }
        }
        if (names.isEmpty()) {
            return call.usage("needs the name of a variable");
        }
        for (String name : names) {
            if (!Marks.isName(name)) {
                return call.usage(name + ": bad variable name");
            }
        }
        boolean ended = line(call, raw);
        String ifs = call.state.variables.get("IFS");
        assign(call, names, ifs == null ? " \t\n" : ifs);
        return ended ? 0 : 1;
    }

    /** Whether the line had an end. */
    private boolean line(Call call, boolean raw) throws IOException {
        while (true) {
            int c = call.read();
            if (c < 0 || c == '\n') {
                return c >= 0;
            }
            boolean escaped = c == '\\' && !raw;
            if (escaped) {
                c = call.read();
                if (c < 0) {
                    return false;
                }
                if (c == '\n') {
                    continue;
                }
            }
            if (c != 0 && bytes.size() < MOST) {
                bytes.write(c);
                quoted.write(escaped ? 1 : 0);
            }
        }
    }

    private void assign(Call call, List<String> names, String ifs) {
        byte[] line = bytes.toByteArray();
        byte[] safe = quoted.toByteArray();
        int at = skipBlanks(line, safe, 0, ifs);
        for (int i = 0; i < names.size(); i++) {
            int from = at;
            int to;
            if (i < names.size() - 1) {
                while (at < line.length && !separates(line, safe, at, ifs)) {
                    at++;
                }
                to = at;
                at = skipSeparator(line, safe, at, ifs);
            } else {
                to = endOfRest(line, safe, from, ifs);
            }
            call.state.variables.set(
                    names.get(i), new String(line, from, Math.max(0, to - from), StandardCharsets.UTF_8));
        }
    }

    /** Where what is left ends, for the last variable: without blanks, and without a separator if that ends the only field. */
    private static int endOfRest(byte[] line, byte[] safe, int from, String ifs) {
        int to = line.length;
        while (to > from && isBlank(line, safe, to - 1, ifs)) {
            to--;
        }
        int at = from;
        while (at < to && !separates(line, safe, at, ifs)) {
            at++;
        }
        return at < to && skipSeparator(line, safe, at, ifs) >= to ? at : to;
    }

    private static int skipSeparator(byte[] line, byte[] safe, int from, String ifs) {
        int at = skipBlanks(line, safe, from, ifs);
        if (at < line.length && separates(line, safe, at, ifs)) {
            at = skipBlanks(line, safe, at + 1, ifs);
        }
        return at;
    }

    private static int skipBlanks(byte[] line, byte[] safe, int from, String ifs) {
        int at = from;
        while (at < line.length && isBlank(line, safe, at, ifs)) {
            at++;
        }
        return at;
    }

    private static boolean separates(byte[] line, byte[] safe, int at, String ifs) {
        return safe[at] == 0 && line[at] > 0 && ifs.indexOf(line[at]) >= 0;
    }

    private static boolean isBlank(byte[] line, byte[] safe, int at, String ifs) {
        return separates(line, safe, at, ifs) && (line[at] == ' ' || line[at] == '\t' || line[at] == '\n');
    }
}
