package atoll.system.definition;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The forms of strings in a definition. */
final class Forms {
    static final Form<String> TEXT = Form.of("string", "any text without a null character", "^[^\\u0000]*$");

    static final Form<String> NAME =
            Form.of("name", "a name of at most 64 letters, digits, - _ and .", "^[A-Za-z0-9_.-]{1,64}$");

    static final Form<String> HOST_PATH = path("host path", "a path", "^[^\\u0000]+$");

    static final Form<String> ENTRY = path(
            "host path or coordinates",
            "a path without a colon, or GROUP:ARTIFACT:VERSION: each entry is a string of its own",
            "^([^\\u0000:]+|" + ProgramSource.COORDINATES.pattern() + ")$");

    static final Form<String> GUEST_PATH =
            path("path", "an absolute path in the process, such as /data", "^/[^\\u0000]*$");

    /** No group is repeated: of a long text that would take the stack. */
    static final Form<String> MAIN =
            Form.of("class", "the full name of a class", "^(?![.])(?!.*[.][.])(?!.*[.]$)[^\\s:;/\\[\\]\\u0000]+$");

    static final Form<String> VARIABLE = Form.of("variable", "a name without an equals sign", "^[^=\\u0000]+$");

    static final Form<String> ENDPOINT = Form.of(
            "endpoint", "a name of at most 64 characters without a slash", "^[^/\\u0000-\\u001f\\u007f]{1,64}$");

    static final Form<Target> TARGET = new Form<>(
            "process/endpoint",
            "PROCESS/ENDPOINT",
            "^[A-Za-z0-9_.-]{1,64}/[^/\\u0000-\\u001f\\u007f]{1,64}$",
            Target::of);

    static final Form<Long> SIZE = new Form<>("size", "a size such as 64m or 1g", Units.SIZE, text -> {
        long bytes = Units.bytes(text);
        if (bytes == 0) {
            throw new IllegalArgumentException("no size: it needs some memory");
        }
        return bytes;
    });

    static final Form<Duration> DURATION =
            new Form<>("duration", "a duration such as 500ms, 10s or 1m30s", Units.DURATION, Units::duration);

    static final Form<Duration> TIME =
            new Form<>("duration", "a duration of some length, such as 500ms or 10s", Units.DURATION, text -> {
                Duration time = Units.duration(text);
                if (time.isZero()) {
                    throw new IllegalArgumentException("no time at all");
                }
                return time;
            });

    static final Form<Listen> LISTEN = new Form<>("port", "[local:]PORT", "^(local:)?[+]?[0-9]{1,9}$", Listen::of);

    static final Form<Connect> CONNECT = new Form<>("destination", "HOST:PORT", Connect.PATTERN, Connect::of);

    static final Form<ProgramSource> PROGRAM = new Form<>(
            "program",
            "a jar, GROUP:ARTIFACT:VERSION, jdk.MODULE/CLASS, builtin:SERVER or atoll:PROGRAM",
            "^(builtin:(" + String.join("|", servers()) + ")$|atoll:(" + String.join("|", OwnProgram.words())
                    + ")$|(?!builtin:|atoll:)[^\\u0000]+$)",
            ProgramSource::of);

    private Forms() {}

    /** Also of characters that this machine can have in a path. */
    private static Form<String> path(String name, String expected, String pattern) {
        Form<String> form = Form.of(name, expected, pattern);
        return new Form<>(
                name,
                expected,
                pattern,
                text -> Path.of(form.reads().apply(text)).toString());
    }

    /** What may follow {@code builtin:}. */
    static List<String> servers() {
        List<String> words = new ArrayList<>();
        for (BuiltIn server : BuiltIn.values()) {
            words.add(server.word());
        }
        return words;
    }
}
