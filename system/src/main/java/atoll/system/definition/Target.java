package atoll.system.definition;

import java.util.regex.Pattern;

/** An endpoint, by the process that serves it. */
record Target(String process, String endpoint) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_.-]{1,64}/[^/\\u0000-\\u001f\\u007f]{1,64}");

    static Target of(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("not PROCESS/ENDPOINT");
        }
        int slash = text.indexOf('/');
        return new Target(text.substring(0, slash), text.substring(slash + 1));
    }
}
