package atoll.console;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line of the page: {@code {"c": 3, "ask": {...}}}, or {@code tell}, or {@code "close": true}. What is in it goes on as it was written. */
record Envelope(int conversation, What what, String body, String verb) {
    enum What {
        ASK,
        TELL,
        CLOSE
    }

    private static final int MOST_DIGITS = 9;

    /** All lines that are not empty; {@code IllegalArgumentException} if one makes no sense. */
    static List<Envelope> all(String text) {
        List<Envelope> all = new ArrayList<>();
        for (String line : text.split("\n")) {
            if (!line.isBlank()) {
                all.add(of(line));
            }
        }
        return all;
    }

    static Envelope of(String line) {
        Parts parts = new Parts(line);
        Json.object(line, parts);
        What what = parts.what;
        if (what == null || parts.conversation < 0) {
            throw new IllegalArgumentException("a line has \"c\", and one of \"ask\", \"tell\", \"close\"");
        }
        return new Envelope(parts.conversation, what, parts.body, parts.verb);
    }

    /** The members of a line, each of which is there once. */
    private static final class Parts implements Json.Members {
        private final String line;
        private int conversation = -1;
        private @Nullable What what;
        private String body = "";
        private String verb = "";

        Parts(String line) {
            this.line = line;
        }

        @Override
        public void member(String name, int from, int to) {
            if (name.equals("c") && conversation < 0) {
                conversation = number(from, to);
                return;
            }
            What next = switch (name) {
                case "ask" -> What.ASK;
                case "tell" -> What.TELL;
                case "close" -> What.CLOSE;
                default -> null;
            };
            if (next == null || what != null) {
                throw new IllegalArgumentException("one key too many in a line");
            }
            what = next;
            if (next != What.CLOSE) {
                body = line.substring(from, to);
                Json.object(body, this::inside);
                if (next == What.ASK && verb.isEmpty()) {
                    throw new IllegalArgumentException("a request has the key \"do\"");
                }
            }
        }

        private int number(int from, int to) {
            String text = line.substring(from, to);
            if (text.length() > MOST_DIGITS || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
                throw new IllegalArgumentException("\"c\" is a number");
            }
            return Integer.parseInt(text);
        }

        private void inside(String name, int from, int to) {
            if (name.equals("do")) {
                String said = Json.string(body, from, to);
                // Twice the same key would be one verb here and another one there.
                if (said == null || !verb.isEmpty()) {
                    throw new IllegalArgumentException("\"do\" is one word");
                }
                verb = said;
            }
        }
    }
}
