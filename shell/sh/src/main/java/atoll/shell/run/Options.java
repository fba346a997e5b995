package atoll.shell.run;

import java.util.ArrayList;
import java.util.List;

/** What {@code set} switches. */
public final class Options {
    private static final String LETTERS = "efuxCvn";
    private static final List<String> NAMES =
            List.of("errexit", "noglob", "nounset", "xtrace", "noclobber", "verbose", "noexec");

    private final boolean[] on = new boolean[LETTERS.length()];

    Options copy() {
        Options copy = new Options();
        System.arraycopy(on, 0, copy.on, 0, on.length);
        return copy;
    }

    public boolean is(char letter) {
        return on[LETTERS.indexOf(letter)];
    }

    /** Whether there is such an option. */
    public boolean set(char letter, boolean value) {
        int at = LETTERS.indexOf(letter);
        if (at >= 0) {
            on[at] = value;
        }
        return at >= 0;
    }

    public boolean set(String name, boolean value) {
        int at = NAMES.indexOf(name);
        return at >= 0 && set(LETTERS.charAt(at), value);
    }

    /** The value of {@code $-}. */
    String letters() {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < on.length; i++) {
            if (on[i]) {
                letters.append(LETTERS.charAt(i));
            }
        }
        return letters.toString();
    }

    /** A line for each. */
    public List<String> shown(boolean asCommands) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < on.length; i++) {
            lines.add(
                    asCommands
                            ? "set " + (on[i] ? "-o " : "+o ") + NAMES.get(i)
                            : NAMES.get(i) + " ".repeat(16 - NAMES.get(i).length()) + (on[i] ? "on" : "off"));
        }
        return lines;
    }
}
