package atoll.console;

import atoll.contract.control.Control;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What the console itself asks of the system: the texts that all lines of an answer have under one key, in one. */
final class Answer {
    private final String key;
    private final StringBuilder text = new StringBuilder();
    private @Nullable String error;

    private Answer(String key) {
        this.key = key;
    }

    /** Asks {@code {"do": verb}}. What the system refuses is an {@code IOException}. */
    static String text(Control system, String verb, String key) throws IOException {
        Answer answer = new Answer(key);
        int connection = Verb.open(system, verb);
        try {
            system.write(connection, ("{\"do\":" + Json.quoted(verb) + "}\n").getBytes(StandardCharsets.UTF_8));
            answer.read(new Lines(system, connection));
        } catch (IllegalArgumentException e) {
            throw new IOException("the system answers what is no JSON", e);
        } finally {
            system.close(connection);
        }
        return answer.text.toString();
    }

    private void read(Lines lines) throws IOException {
        for (String next = lines.next(); next != null; next = lines.next()) {
            String line = next;
            Json.object(line, (name, from, to) -> member(name, Json.string(line, from, to)));
        }
        if (error != null) {
            throw new IOException(error);
        }
    }

    private void member(String name, @Nullable String said) {
        if (said != null && name.equals(key)) {
            text.append(said);
        } else if (name.equals("error")) {
            error = String.valueOf(said);
        }
    }
}
