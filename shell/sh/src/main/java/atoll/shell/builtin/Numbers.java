package atoll.shell.builtin;

import org.jspecify.annotations.Nullable;

/** Numbers as arguments. */
final class Numbers {
    private Numbers() {}

    /** -1 for what is none, or is below 0. */
    static int small(String text) {
        Long number = number(text);
        return number == null || number < 0 || number > Integer.MAX_VALUE ? -1 : number.intValue();
    }

    static @Nullable Long number(String text) {
        try {
            return Long.valueOf(text.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
