package atoll.userland;

import java.io.IOException;

/** Its operands, with blanks between. */
public final class Echo extends Tool {
    /** Read by itself: what is no option is text. */
    static final String OPTIONS = "n e E";

    private Echo() {
        super("echo");
    }

    public static void main(String[] args) {
        new Echo().start(args);
    }

    @Override
    void run(String[] args) throws IOException {
        if (args.length == 1 && args[0].equals("--help")) {
            ManualPage.help(this);
            return;
        }
        boolean newline = true;
        boolean escapes = false;
        int first = 0;
        while (first < args.length && isOption(args[first])) {
            for (char c : args[first++].substring(1).toCharArray()) {
                newline &= c != 'n';
                escapes = c == 'e' || c != 'E' && escapes;
            }
        }
        for (int i = first; i < args.length; i++) {
            if (i > first) {
                out.write(' ');
            }
            if (!escapes) {
                out.print(args[i]);
            } else if (!Escapes.write(Text.bytes(args[i]), true, out)) {
                return;
            }
        }
        if (newline) {
            out.write('\n');
        }
    }

    private static boolean isOption(String arg) {
        if (arg.length() < 2 || arg.charAt(0) != '-') {
            return false;
        }
        for (int i = 1; i < arg.length(); i++) {
            if ("neE".indexOf(arg.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }
}
