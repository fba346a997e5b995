package atoll.shell;

import atoll.shell.syntax.Lines;
import atoll.shell.syntax.Parser;
import atoll.shell.syntax.SyntaxError;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a command is typed to its end. */
public final class Completeness {
    private Completeness() {}

    /** Whether it could go on in the next line, and cannot be run without. */
    public static boolean goesOn(String text, Map<String, String> aliases) {
        int slashes = 0;
        while (slashes < text.length() && text.charAt(text.length() - 1 - slashes) == '\\') {
            slashes++;
        }
        if (slashes % 2 == 1) {
            return true;
        }
        Parser parser = new Parser(new Typed(text + "\n"), 1, Map.copyOf(aliases));
        try {
            while (parser.next() != null) {}
            return false;
        } catch (SyntaxError e) {
            return e.isIncomplete();
        }
    }

    private static final class Typed implements Lines {
        private @Nullable String text;

        Typed(String text) {
            this.text = text;
        }

        @Override
        public @Nullable String next() {
            String given = text;
            text = null;
            return given;
        }

        @Override
        public boolean isTyped() {
            return true;
        }
    }
}
