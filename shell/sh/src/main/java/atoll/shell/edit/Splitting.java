package atoll.shell.edit;

import atoll.shell.Completeness;
import java.util.List;
import java.util.Map;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;

/** Tells JLine whether a command goes on in the next line, and which word is being typed. */
final class Splitting implements org.jline.reader.Parser {
    private final Map<String, String> aliases;

    Splitting(Map<String, String> aliases) {
        this.aliases = aliases;
    }

    /** The word at the cursor as it is typed, with what is before it. */
    record Typed(String word, int wordCursor, int wordIndex, List<String> words, String line, int cursor)
            implements CompletingParsedLine {
        /** What it is completed to is quoted already. */
        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return wordCursor;
        }

        @Override
        public int rawWordLength() {
            return word.length();
        }
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.ACCEPT_LINE && Completeness.goesOn(line, aliases)) {
            throw new EOFError(-1, -1, "more");
        }
        int from = wordStart(line, cursor);
        String word = line.substring(from, cursor);
        return new Typed(word, word.length(), 0, List.of(word), line, cursor);
    }

    /** Where the word begins that ends at the cursor. */
    static int wordStart(String line, int cursor) {
        int from = 0;
        char quote = 0;
        for (int i = 0; i < cursor; i++) {
            char c = line.charAt(i);
            if (c == '\\' && quote != '\'') {
                i++;
            } else if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (" \t\n;&|<>()".indexOf(c) >= 0) {
                from = i + 1;
            }
        }
        return Math.min(from, cursor);
    }
}
