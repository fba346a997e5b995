package atoll.userland;

/** Classes of characters, as POSIX names them, in the C locale. */
final class CharClass {
    private static final String NAMES = " alnum alpha blank cntrl digit graph lower print punct space upper xdigit ";

    private CharClass() {}

    static boolean isKnown(String name) {
        return !name.isEmpty() && name.indexOf(' ') < 0 && NAMES.contains(" " + name + " ");
    }

    static boolean contains(String name, int c) {
        boolean upper = c >= 'A' && c <= 'Z';
        boolean lower = c >= 'a' && c <= 'z';
        boolean digit = c >= '0' && c <= '9';
        boolean graph = c > ' ' && c < 0x7f;
        return switch (name) {
            case "alnum" -> upper || lower || digit;
            case "alpha" -> upper || lower;
            case "blank" -> c == ' ' || c == '\t';
            case "cntrl" -> c < ' ' || c == 0x7f;
            case "digit" -> digit;
            case "graph" -> graph;
            case "lower" -> lower;
            case "print" -> graph || c == ' ';
            case "punct" -> graph && !upper && !lower && !digit;
            case "space" -> c == ' ' || c >= '\t' && c <= '\r';
            case "upper" -> upper;
            default -> digit || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
        };
    }
}
