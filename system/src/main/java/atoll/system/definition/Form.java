package atoll.system.definition;

import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What a string must look like, for the reader, the schema and the reference alike.
 *
 * @param name what the reference calls it
 * @param expected what stands in messages after "expected"
 * @param pattern what a JSON schema can say of it: a regular expression that Java and ECMAScript read in the same way
 * @param reads the value; throws {@link IllegalArgumentException}, whose message follows the text in messages
 */
record Form<T>(String name, String expected, String pattern, Function<String, T> reads) {
    /** Text of that pattern, as it is. */
    static Form<String> of(String name, String expected, String pattern) {
        Pattern known = Pattern.compile(pattern, Pattern.DOTALL);
        return new Form<>(name, expected, pattern, text -> {
            if (!known.matcher(text).matches()) {
                throw new IllegalArgumentException("not " + expected);
            }
            return text;
        });
    }
}
