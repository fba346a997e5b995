package atoll.shell.syntax;

import atoll.shell.syntax.Word.Arithmetic;
import atoll.shell.syntax.Word.Command;
import atoll.shell.syntax.Word.Operator;
import atoll.shell.syntax.Word.Parameter;
import atoll.shell.syntax.Word.Part;
import atoll.shell.syntax.Word.Text;
import java.util.ArrayList;
import java.util.List;

/** Reads words: quotes, parameters, commands and arithmetic within them. */
final class Words {
    /** Where a word ends, and what is special in it. */
    private enum Ending {
        /** At a blank or an operator. */
        WORD,
        /** At a brace, as after a parameter and its operator. */
        BRACE,
        /** The same in double quotes. */
        QUOTED_BRACE,
        /** At a double quote. */
        QUOTE,
        /** At the end. */
        HERE,
        /** At two parentheses. */
        ARITHMETIC
    }

    private static final String ENDS = " \t\r\n&|;<>()";

    private final Input input;
    private final Parser parser;

    Words(Input input, Parser parser) {
        this.input = input;
        this.parser = parser;
    }

    /** The parts of one word while it is read. */
    private static final class Parts {
        final List<Part> all = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private boolean quoted;
        private boolean any;

        void add(int c, boolean isQuoted) {
            mark(isQuoted);
            text.append((char) c);
        }

        void mark(boolean isQuoted) {
            if (any && quoted != isQuoted) {
                flush();
            }
            quoted = isQuoted;
            any = true;
        }

        void add(Part part) {
            flush();
            all.add(part);
        }

        void flush() {
            if (any) {
                all.add(new Text(text.toString(), quoted));
            }
            text.setLength(0);
            any = false;
        }

        Word word() {
            flush();
            return new Word(Lexer.merged(all));
        }
    }

    private SyntaxError incomplete(int line, String what) {
        return new SyntaxError(line, what, true);
    }

    Word word() throws SyntaxError {
        return read(Ending.WORD, input.line());
    }

    /** The text of a here-document with its parameters, commands and arithmetic. */
    Word hereDocument(String body, int line) throws SyntaxError {
        Input within = new Input(Lines.of(body), line);
        return new Words(within, parser.over(within)).read(Ending.HERE, line);
    }

    private Word read(Ending ending, int line) throws SyntaxError {
        parser.enter(line);
        Parts parts = new Parts();
        boolean quoting = ending == Ending.QUOTE || ending == Ending.QUOTED_BRACE || ending == Ending.HERE;
        int depth = 0;
        while (true) {
            int c = input.peek();
            if (c == Input.END) {
                if (ending == Ending.WORD || ending == Ending.HERE) {
                    break;
                }
                throw incomplete(
                        line, ending == Ending.QUOTE ? "unterminated quoted string" : "missing end of ${ or $((");
            }
            if (ending == Ending.WORD && ENDS.indexOf(c) >= 0
                    || ending == Ending.QUOTE && c == '"'
                    || (ending == Ending.BRACE || ending == Ending.QUOTED_BRACE) && c == '}') {
                break;
            }
            if (ending == Ending.ARITHMETIC) {
                if (c == ')' && depth == 0) {
                    break;
                }
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            }
            part(parts, c, ending, quoting || ending == Ending.ARITHMETIC);
        }
        parser.leave();
        return parts.word();
    }

    private void part(Parts parts, int c, Ending ending, boolean quoting) throws SyntaxError {
        int line = input.line();
        switch (c) {
            case '\\' -> escape(parts, ending, quoting);
            case '\'' -> {
                if (quoting) {
                    parts.add(input.rawNext(), true);
                } else {
                    single(parts, line);
                }
            }
            case '"' -> {
                input.rawNext();
                if (ending == Ending.HERE) {
                    parts.add('"', true);
                } else if (ending != Ending.QUOTED_BRACE && ending != Ending.ARITHMETIC) {
                    List<Part> within = read(Ending.QUOTE, line).parts();
                    if (within.isEmpty()) {
                        parts.mark(true);
                    }
                    for (Part part : within) {
                        parts.add(part);
                    }
                    input.rawNext();
                }
            }
            case '$' -> dollar(parts, quoting, line);
            case '`' -> {
                input.rawNext();
                parts.add(backquoted(quoting && ending != Ending.HERE, quoting, line));
            }
            default -> parts.add(input.rawNext(), quoting);
        }
    }

    private void escape(Parts parts, Ending ending, boolean quoting) {
        input.rawNext();
        int c = input.raw();
        if (c == Input.END) {
            parts.add('\\', quoting);
            return;
        }
        boolean special = !quoting
                || c == '$'
                || c == '`'
                || c == '\\'
                || c == '"' && ending != Ending.HERE
                || c == '}' && ending == Ending.QUOTED_BRACE;
        if (!special) {
            parts.add('\\', true);
        }
        parts.add(input.rawNext(), true);
    }

    private void single(Parts parts, int line) throws SyntaxError {
        input.rawNext();
        parts.mark(true);
        while (true) {
            int c = input.rawNext();
            if (c == Input.END) {
                throw incomplete(line, "unterminated quoted string");
            }
            if (c == '\'') {
                return;
            }
            parts.add(c, true);
        }
    }

    private void dollar(Parts parts, boolean quoting, int line) throws SyntaxError {
        input.next();
        int c = input.peek();
        if (c == '\'' && !quoting) {
            input.rawNext();
            parts.mark(true);
            escaped(parts, line);
        } else if (c == '(') {
            input.rawNext();
            parts.add(input.peek() == '(' ? doubleParenthesis(quoting, line) : command(quoting));
        } else if (c == '{') {
            input.rawNext();
            parts.add(braced(quoting, line));
        } else if (isNameStart(c)) {
            parts.add(new Parameter(name(), Operator.VALUE, false, Word.EMPTY, quoting, line));
        } else if (c >= '0' && c <= '9' || c != Input.END && "@*#?-$!".indexOf(c) >= 0) {
            input.rawNext();
            parts.add(new Parameter(String.valueOf((char) c), Operator.VALUE, false, Word.EMPTY, quoting, line));
        } else {
            parts.add('$', quoting);
        }
    }

    /** What is in quotes after a dollar sign. */
    private void escaped(Parts parts, int line) throws SyntaxError {
        while (true) {
            int c = input.rawNext();
            if (c == Input.END) {
                throw incomplete(line, "unterminated quoted string");
            }
            if (c == '\'') {
                return;
            }
            if (c != '\\') {
                parts.add(c, true);
                continue;
            }
            StringBuilder text = new StringBuilder("\\");
            int next = input.rawNext();
            if (next == Input.END) {
                continue;
            }
            text.append((char) next);
            String digits = next == 'x' || next == 'u' || next == 'U' ? "0123456789abcdefABCDEF" : "01234567";
            int most = next == 'x' ? 2 : next == 'u' ? 4 : next == 'U' ? 8 : next >= '0' && next <= '7' ? 2 : 0;
            while (most-- > 0 && input.raw() != Input.END && digits.indexOf(input.raw()) >= 0) {
                text.append((char) input.rawNext());
            }
            for (char one : Escapes.of(text.toString()).toCharArray()) {
                parts.add(one, true);
            }
        }
    }

    private Part command(boolean quoted) throws SyntaxError {
        return new Command(parser.within(), quoted);
    }

    private Part doubleParenthesis(boolean quoted, int line) throws SyntaxError {
        int from = input.position();
        input.rawNext();
        SyntaxError no;
        int depth = parser.depth();
        try {
            Word expression = read(Ending.ARITHMETIC, line);
            input.rawNext();
            if (input.take(')')) {
                return new Arithmetic(expression, quoted, line);
            }
            no = new SyntaxError(line, "missing ))", input.peek() == Input.END);
        } catch (SyntaxError e) {
            no = e;
        }
        if (no.isIncomplete()) {
            throw no;
        }
        parser.tryAgain(depth, line);
        input.back(from, line);
        return command(quoted);
    }

    private Part backquoted(boolean inQuotes, boolean quoted, int line) throws SyntaxError {
        StringBuilder text = new StringBuilder();
        while (true) {
            int c = input.rawNext();
            if (c == Input.END) {
                throw incomplete(line, "missing `");
            }
            if (c == '`') {
                break;
            }
            if (c == '\\') {
                int next = input.raw();
                if (next == '$' || next == '`' || next == '\\' || next == '"' && inQuotes) {
                    c = input.rawNext();
                }
            }
            text.append((char) c);
        }
        Input within = new Input(Lines.of(text.toString()), line);
        return new Command(parser.over(within).all(), quoted);
    }

    private Part braced(boolean quoted, int line) throws SyntaxError {
        boolean length = false;
        if (input.peek() == '#') {
            input.rawNext();
            if (input.peek() == '}' || input.peek() != Input.END && "-+=?:%#".indexOf(input.peek()) >= 0) {
                return operated("#", quoted, line);
            }
            length = true;
        }
        String name = parameter(line);
        if (length) {
            if (!input.take('}')) {
                throw bad(line);
            }
            return new Parameter(name, Operator.LENGTH, false, Word.EMPTY, quoted, line);
        }
        return operated(name, quoted, line);
    }

    private SyntaxError bad(int line) {
        return new SyntaxError(line, "bad substitution", input.peek() == Input.END);
    }

    private String parameter(int line) throws SyntaxError {
        int c = input.peek();
        if (isNameStart(c)) {
            return name();
        }
        StringBuilder digits = new StringBuilder();
        while (input.peek() >= '0' && input.peek() <= '9') {
            digits.append((char) input.rawNext());
        }
        if (!digits.isEmpty()) {
            return digits.toString();
        }
        if (c == Input.END || "@*?-$!".indexOf(c) < 0) {
            throw bad(line);
        }
        input.rawNext();
        return String.valueOf((char) c);
    }

    private Part operated(String name, boolean quoted, int line) throws SyntaxError {
        if (input.take('}')) {
            return new Parameter(name, Operator.VALUE, false, Word.EMPTY, quoted, line);
        }
        boolean colon = input.take(':');
        int c = input.next();
        Operator operator = switch (c) {
            case '-' -> Operator.DEFAULT;
            case '=' -> Operator.ASSIGN;
            case '?' -> Operator.ERROR;
            case '+' -> Operator.ALTERNATIVE;
            case '%' -> !colon && input.take('%') ? Operator.LONG_SUFFIX : Operator.SHORT_SUFFIX;
            case '#' -> !colon && input.take('#') ? Operator.LONG_PREFIX : Operator.SHORT_PREFIX;
            default -> throw bad(line);
        };
        boolean pattern = c == '%' || c == '#';
        if (colon && pattern) {
            throw bad(line);
        }
        Word argument = read(quoted && !pattern ? Ending.QUOTED_BRACE : Ending.BRACE, line);
        input.rawNext();
        return new Parameter(name, operator, colon, argument, quoted, line);
    }

    private String name() {
        StringBuilder name = new StringBuilder();
        while (isNamePart(input.peek())) {
            name.append((char) input.rawNext());
        }
        return name.toString();
    }

    static boolean isNameStart(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    static boolean isNamePart(int c) {
        return isNameStart(c) || c >= '0' && c <= '9';
    }

    /** Whether a variable can have that name. */
    static boolean isName(String text) {
        if (text.isEmpty() || !isNameStart(text.charAt(0))) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            if (!isNamePart(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
