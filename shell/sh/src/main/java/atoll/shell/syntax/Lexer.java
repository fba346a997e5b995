package atoll.shell.syntax;

import atoll.shell.syntax.Redirect.Target;
import atoll.shell.syntax.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes tokens of characters, and reads here-documents when their line has ended. */
final class Lexer {
    private static final String OPERATORS = "&|;<>()";

    /** In the order in which they are tried. */
    private static final List<String> LONG =
            List.of("<<-", "&&", "||", ";;", "<<", ">>", "<&", ">&", "<>", ">|", "&", "|", ";", "<", ">", "(", ")");

    record Here(Target target, String end, boolean tabs, boolean quoted, int line) {}

    final Input input;
    private final Words words;
    private ArrayDeque<Here> heres = new ArrayDeque<>();

    Lexer(Input input, Parser parser) {
        this.input = input;
        words = new Words(input, parser);
    }

    SyntaxError error(int line, String what) {
        return new SyntaxError(line, what, false);
    }

    Token next() throws SyntaxError {
        skipBlanks();
        int line = input.line();
        int from = input.position();
        int c = input.peek();
        if (c == Input.END) {
            readHeres();
            return new Token(Kind.END, "", null, line, from);
        }
        if (c == '\n') {
            input.rawNext();
            readHeres();
            return new Token(Kind.NEWLINE, "\n", null, line, from);
        }
        if (OPERATORS.indexOf(c) >= 0) {
            return new Token(Kind.OPERATOR, operator(), null, line, from);
        }
        Word word = words.word();
        String text = input.slice(from);
        int after = input.peek();
        if ((after == '<' || after == '>') && isNumber(word)) {
            return new Token(Kind.NUMBER, text, word, line, from);
        }
        return new Token(Kind.WORD, text, word, line, from);
    }

    private static boolean isNumber(Word word) {
        String text = word.literal();
        return text != null && text.length() == 1 && text.charAt(0) >= '0' && text.charAt(0) <= '9';
    }

    private void skipBlanks() {
        while (true) {
            int c = input.peek();
            if (c == ' ' || c == '\t' || c == '\r') {
                input.rawNext();
            } else if (c == '#') {
                while (input.raw() != '\n' && input.raw() != Input.END) {
                    input.rawNext();
                }
            } else {
                return;
            }
        }
    }

    private String operator() {
        StringBuilder found = new StringBuilder();
        while (true) {
            int c = input.peek();
            if (c == Input.END || !begins(found.toString() + (char) c)) {
                return found.toString();
            }
            found.append((char) input.rawNext());
        }
    }

    private static boolean begins(String text) {
        for (String operator : LONG) {
            if (operator.startsWith(text)) {
                return true;
            }
        }
        return false;
    }

    /** The text of a here-document that ends in a line like that word. */
    Target here(Word end, boolean tabs, int line) {
        Target target = new Target(Word.EMPTY);
        heres.add(new Here(target, end.plain(), tabs, end.anyQuoted(), line));
        return target;
    }

    /** For a command within a word, whose here-documents begin after its own lines. */
    ArrayDeque<Here> suspendHeres() {
        ArrayDeque<Here> before = heres;
        heres = new ArrayDeque<>();
        return before;
    }

    void resumeHeres(ArrayDeque<Here> before) {
        before.addAll(heres);
        heres = before;
    }

    private void readHeres() throws SyntaxError {
        while (!heres.isEmpty()) {
            Here here = heres.removeFirst();
            int line = input.line();
            String body = body(here);
            here.target.set(
                    here.quoted ? new Word(List.of(new Word.Text(body, true))) : words.hereDocument(body, line));
        }
    }

    private String body(Here here) throws SyntaxError {
        StringBuilder body = new StringBuilder();
        while (true) {
            String line = input.restOfLine();
            if (line == null && !input.isTyped()) {
                return body.toString();
            }
            if (line == null) {
                throw new SyntaxError(here.line, "here-document ends without \"" + here.end + '"', true);
            }
            String shown = here.tabs ? stripped(line) : line;
            if (shown.equals(here.end)) {
                return body.toString();
            }
            body.append(shown);
            // A line that goes on is not the end, whatever comes.
            while (!here.quoted && goesOn(line)) {
                String more = input.restOfLine();
                if (more == null) {
                    break;
                }
                body.append('\n').append(more);
                line = more;
            }
            body.append('\n');
        }
    }

    private static boolean goesOn(String line) {
        int slashes = 0;
        for (int i = line.length() - 1; i >= 0 && line.charAt(i) == '\\'; i--) {
            slashes++;
        }
        return slashes % 2 == 1;
    }

    private static String stripped(String line) {
        int from = 0;
        while (from < line.length() && line.charAt(from) == '\t') {
            from++;
        }
        return line.substring(from);
    }

    static List<Word.Part> merged(List<Word.Part> parts) {
        List<Word.Part> all = new ArrayList<>(parts.size());
        for (Word.Part part : parts) {
            Word.@Nullable Part last = all.isEmpty() ? null : all.getLast();
            if (part instanceof Word.Text text
                    && last instanceof Word.Text before
                    && text.quoted() == before.quoted()) {
                all.set(all.size() - 1, new Word.Text(before.text() + text.text(), text.quoted()));
            } else {
                all.add(part);
            }
        }
        return List.copyOf(all);
    }
}
