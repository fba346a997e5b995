package atoll.shell.syntax;

/** Text as it would have to be typed. */
public final class Quoting {
    private static final String PLAIN = "_./-+,:@%=^~";

    private Quoting() {}

    /** In quotes only if it needs them. */
    public static String shown(String text) {
        return isPlain(text) ? text : always(text);
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isLetterOrDigit(c) && PLAIN.indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty() && text.charAt(0) != '~';
    }

    /** In single quotes; each that is in it in double ones. */
    public static String always(String text) {
        StringBuilder all = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int end = at;
            boolean quote = text.charAt(at) == '\'';
            while (end < text.length() && (text.charAt(end) == '\'') == quote) {
                end++;
            }
            String piece = text.substring(at, end);
            all.append(quote ? '"' + piece + '"' : "'" + piece + "'");
            at = end;
        }
        return all.isEmpty() ? "''" : all.toString();
    }
}
