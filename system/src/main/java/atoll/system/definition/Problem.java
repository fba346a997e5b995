package atoll.system.definition;

import java.nio.file.Path;

/** What is wrong at one place of a definition, and what was expected: one line. */
public record Problem(Path file, Position at, String what) {
    /** As compilers write it: {@code file:line:column: what}; {@code file: what} when it concerns no place of the text. */
    @Override
    public String toString() {
        return at.equals(Position.NONE) ? file + ": " + what : file + ":" + at.line() + ":" + at.column() + ": " + what;
    }
}
