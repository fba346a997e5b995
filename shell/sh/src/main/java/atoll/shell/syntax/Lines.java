package atoll.shell.syntax;

import org.jspecify.annotations.Nullable;

/** Where a script comes from, as it is needed. */
public interface Lines {
    /** The next piece, at best a line with its end; null at the end. */
    @Nullable String next();

    /** Somebody can be asked for more; where not, a here-document may end with the script. */
    default boolean isTyped() {
        return false;
    }

    /** All of it at once. */
    static Lines of(String text) {
        return new Lines() {
            private boolean given;

            @Override
            public @Nullable String next() {
                if (given) {
                    return null;
                }
                given = true;
                return text;
            }
        };
    }
}
