package atoll.shell.expand;

import java.util.ArrayList;
import java.util.List;

/** Fields while they are made: characters, and of each whether it is quoted. */
final class Fields {
    private final String separators;
    private final long most;
    final List<Field> done = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder quoted = new StringBuilder();
    /** There is a field, though it may be empty. */
    private boolean any;
    /** The last field ended at a blank, which may belong to a separator that is none. */
    private boolean blank;

    private long size;

    /** A field: a character of {@code quoted} for each of {@code text}, which is 1 if it means itself. */
    record Field(String text, String quoted) {}

    /** @param most so many characters, and not more */
    Fields(String separators, long most) {
        this.separators = separators;
        this.most = most;
    }

    private void append(char c, boolean isQuoted) {
        if (++size > most) {
            throw new TooLong();
        }
        text.append(c);
        quoted.append(isQuoted ? '1' : '0');
        any = true;
        blank = false;
    }

    void literal(String of, boolean isQuoted) {
        any |= isQuoted;
        for (int i = 0; i < of.length(); i++) {
            append(of.charAt(i), isQuoted);
        }
    }

    /** What an expansion gave that is not quoted: separators end fields. */
    void split(String of) {
        for (int i = 0; i < of.length(); i++) {
            char c = of.charAt(i);
            if (separators.indexOf(c) < 0) {
                append(c, false);
            } else if (c == ' ' || c == '\t' || c == '\n') {
                if (any) {
                    end();
                    blank = true;
                }
            } else if (any || !blank) {
                any = true;
                end();
            } else {
                blank = false;
            }
        }
    }

    /** An empty pair of quotes is a field as well. */
    void quotes() {
        any = true;
    }

    /** The field ends here, if there is one. */
    void end() {
        if (any) {
            done.add(new Field(text.toString(), quoted.toString()));
        }
        text.setLength(0);
        quoted.setLength(0);
        any = false;
        blank = false;
    }

    /** An expansion has more than a shell should hold. */
    static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLong() {
            super("too long", null, false, false);
        }
    }
}
