package atoll.shell.syntax;

/**
 * Where a descriptor goes for one command.
 *
 * @param target a file, the number of a descriptor or {@code -}, or the text of a here-document
 */
public record Redirect(int descriptor, Kind kind, Target target, int line) {
    public enum Kind {
        READ,
        WRITE,
        WRITE_ANYWAY,
        APPEND,
        READ_WRITE,
        COPY_READ,
        COPY_WRITE,
        HERE
    }

    /** A here-document is read after the line that names it, so its text is set later, once. */
    public static final class Target {
        private Word word;

        Target(Word word) {
            this.word = word;
        }

        void set(Word text) {
            word = text;
        }

        public Word word() {
            return word;
        }
    }
}
