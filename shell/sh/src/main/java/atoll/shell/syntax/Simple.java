package atoll.shell.syntax;

import atoll.shell.syntax.Redirect.Kind;
import atoll.shell.syntax.Redirect.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads commands of a name and arguments, and redirections. */
final class Simple {
    private static final Map<String, Kind> REDIRECTS = Map.of(
            "<", Kind.READ,
            ">", Kind.WRITE,
            ">|", Kind.WRITE_ANYWAY,
            ">>", Kind.APPEND,
            "<>", Kind.READ_WRITE,
            "<&", Kind.COPY_READ,
            ">&", Kind.COPY_WRITE,
            "<<", Kind.HERE,
            "<<-", Kind.HERE);

    private final Parser parser;
    private final Lexer lexer;

    Simple(Parser parser, Lexer lexer) {
        this.parser = parser;
        this.lexer = lexer;
    }

    List<Redirect> redirects() throws SyntaxError {
        List<Redirect> redirects = new ArrayList<>();
        while (redirect(redirects)) {}
        return redirects;
    }

    private boolean redirect(List<Redirect> to) throws SyntaxError {
        int descriptor = -1;
        Token next = parser.peek();
        if (next.kind() == Token.Kind.NUMBER) {
            descriptor = next.text().charAt(0) - '0';
            parser.take();
            next = parser.peek();
        }
        @Nullable Kind kind = next.kind() == Token.Kind.OPERATOR ? REDIRECTS.get(next.text()) : null;
        if (kind == null) {
            return false;
        }
        parser.take();
        Token target = parser.take();
        if (target.kind() != Token.Kind.WORD && target.kind() != Token.Kind.NUMBER) {
            throw parser.unexpected(target);
        }
        if (descriptor < 0) {
            descriptor = next.text().startsWith("<") ? 0 : 1;
        }
        Target of = kind == Kind.HERE
                ? lexer.here(Parser.wordOf(target), next.is("<<-"), next.line())
                : new Target(Parser.wordOf(target));
        to.add(new Redirect(descriptor, kind, of, next.line()));
        return true;
    }

    Node command() throws SyntaxError {
        int line = parser.peek().line();
        int from = parser.peek().from();
        List<Node.Assignment> assignments = new ArrayList<>();
        List<Word> words = new ArrayList<>();
        List<Redirect> redirects = new ArrayList<>();
        boolean aliased = false;
        while (true) {
            if (redirect(redirects)) {
                continue;
            }
            // The command's name may be an alias after assignments as well, and the next word after one that ends in a
            // blank.
            Token next = words.isEmpty() || aliased ? parser.atCommand() : parser.peek();
            if (next.kind() != Token.Kind.WORD) {
                break;
            }
            parser.take();
            aliased = lexer.input.aliasGoesOn();
            Word word = Parser.wordOf(next);
            Node.@Nullable Assignment assignment = words.isEmpty() ? assignment(word) : null;
            if (assignment != null) {
                assignments.add(assignment);
                continue;
            }
            words.add(word);
            if (words.size() == 1
                    && assignments.isEmpty()
                    && redirects.isEmpty()
                    && parser.peek().is("(")) {
                return function(next, from);
            }
        }
        if (assignments.isEmpty() && words.isEmpty() && redirects.isEmpty()) {
            throw parser.unexpected(parser.peek());
        }
        return new Node.Simple(line, assignments, words, redirects);
    }

    private Node function(Token name, int from) throws SyntaxError {
        String text = name.literal();
        Token open = parser.take();
        if (text == null || !parser.peek().is(")")) {
            throw parser.unexpected(text == null ? open : parser.peek());
        }
        parser.take();
        parser.skipNewlines();
        if (!Words.isName(text)) {
            throw new SyntaxError(name.line(), "syntax error: bad function name", false);
        }
        Node body = parser.command();
        return new Node.Function(text, body, parser.textFrom(from));
    }

    private static Node.@Nullable Assignment assignment(Word word) {
        if (word.parts().isEmpty() || !(word.parts().getFirst() instanceof Word.Text first) || first.quoted()) {
            return null;
        }
        int equals = first.text().indexOf('=');
        if (equals <= 0 || !Words.isName(first.text().substring(0, equals))) {
            return null;
        }
        List<Word.Part> value = new ArrayList<>(word.parts());
        String rest = first.text().substring(equals + 1);
        if (rest.isEmpty()) {
            value.removeFirst();
        } else {
            value.set(0, new Word.Text(rest, false));
        }
        return new Node.Assignment(first.text().substring(0, equals), new Word(value));
    }
}
