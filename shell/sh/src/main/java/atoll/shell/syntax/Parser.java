package atoll.shell.syntax;

import atoll.shell.syntax.Node.Arm;
import atoll.shell.syntax.Node.Branch;
import atoll.shell.syntax.Node.Item;
import atoll.shell.syntax.Node.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the commands of a script, one after the other, as far as each needs. */
public final class Parser {
    /** How deep commands and words may be in others. */
    public static final int DEPTH = 400;

    private static final int TRIES = 200;
    private static final Set<String> ENDINGS = Set.of("then", "else", "elif", "fi", "do", "done", "esac", "}");
    private final Input input;
    private final Lexer lexer;
    private final Simple simple;
    private final Map<String, String> aliases;
    private @Nullable Token token;
    private int depth;
    private int tries;
    /** Where the last token that was taken ends. */
    private int taken;

    public Parser(Lines lines, int line, Map<String, String> aliases) {
        this(new Input(lines, line), aliases);
    }

    private Parser(Input input, Map<String, String> aliases) {
        this.input = input;
        this.aliases = aliases;
        lexer = new Lexer(input, this);
        simple = new Simple(this, lexer);
    }

    /** For commands in other characters within these. */
    Parser over(Input within) {
        Parser parser = new Parser(within, aliases);
        parser.depth = depth;
        return parser;
    }

    void enter(int line) throws SyntaxError {
        if (++depth > DEPTH) {
            throw new SyntaxError(line, "nested more than " + DEPTH + " deep", false);
        }
    }

    void leave() {
        depth--;
    }

    int depth() {
        return depth;
    }

    /** What was read is to be read in another way: not often, for this can be needed within each other. */
    void tryAgain(int depthThen, int line) throws SyntaxError {
        if (++tries > TRIES) {
            throw new SyntaxError(line, "more than " + TRIES + " times $(( that is no arithmetic", false);
        }
        depth = depthThen;
    }

    /** The line that is read. */
    public int line() {
        return input.line();
    }

    /** The commands up to the next end of a line; null at the end of the script. An error ends the script: nothing can be read after it. */
    public @Nullable Node next() throws SyntaxError {
        tries = 0;
        input.forget();
        while (peek().kind() == Token.Kind.NEWLINE) {
            take();
            input.forget();
        }
        if (peek().kind() == Token.Kind.END) {
            return null;
        }
        List<Item> items = new ArrayList<>();
        while (true) {
            boolean more = item(items);
            Token next = peek();
            if (next.kind() == Token.Kind.NEWLINE || next.kind() == Token.Kind.END) {
                take();
                return new Node.Sequence(items);
            }
            if (!more) {
                throw unexpected(next);
            }
        }
    }

    /** All commands of what is read. */
    Node all() throws SyntaxError {
        Node all = list();
        if (peek().kind() != Token.Kind.END) {
            throw unexpected(peek());
        }
        return all;
    }

    /** The commands up to a closing parenthesis, within a word. */
    Node within() throws SyntaxError {
        @Nullable Token before = token;
        token = null;
        var heres = lexer.suspendHeres();
        Node body = list();
        Token end = peek();
        if (!end.is(")")) {
            throw unexpected(end);
        }
        token = before;
        lexer.resumeHeres(heres);
        return body;
    }

    Token peek() throws SyntaxError {
        if (token == null) {
            token = lexer.next();
        }
        return token;
    }

    /** What was read from there up to the last token that was taken. */
    String textFrom(int from) {
        return input.slice(from, taken);
    }

    Token take() throws SyntaxError {
        Token next = peek();
        token = null;
        taken = input.position();
        return next;
    }

    SyntaxError unexpected(Token found) {
        return new SyntaxError(
                found.line(), "syntax error: " + found.shown() + " unexpected", found.kind() == Token.Kind.END);
    }

    void skipNewlines() throws SyntaxError {
        while (peek().kind() == Token.Kind.NEWLINE) {
            take();
        }
    }

    /** Puts the text of an alias in place of its name; the next token may begin a command. */
    Token atCommand() throws SyntaxError {
        while (true) {
            Token next = peek();
            String name = next.literal();
            @Nullable String value = name == null || next.kind() != Token.Kind.WORD ? null : aliases.get(name);
            if (name == null || value == null || input.isSpliced(name)) {
                return next;
            }
            token = null;
            input.splice(name, value);
        }
    }

    private boolean isNext(String word) throws SyntaxError {
        return word.equals(atCommand().literal());
    }

    private void expect(String word) throws SyntaxError {
        Token next = take();
        if (!word.equals(next.literal())) {
            throw new SyntaxError(
                    next.line(),
                    "syntax error: " + next.shown() + " unexpected (expecting \"" + word + "\")",
                    next.kind() == Token.Kind.END);
        }
    }

    /** Commands up to a word or a sign that ends them. */
    private Node list() throws SyntaxError {
        enter(input.line());
        List<Item> items = new ArrayList<>();
        while (true) {
            skipNewlines();
            if (endsList(atCommand())) {
                break;
            }
            boolean more = item(items);
            if (!more && peek().kind() != Token.Kind.NEWLINE) {
                break;
            }
        }
        leave();
        return new Node.Sequence(items);
    }

    private static boolean endsList(Token next) {
        String word = next.literal();
        return next.kind() == Token.Kind.END || next.is(")") || next.is(";;") || word != null && ENDINGS.contains(word);
    }

    /** One command with what separates it from the next, and says whether something does. */
    private boolean item(List<Item> items) throws SyntaxError {
        atCommand();
        int from = peek().from();
        Node node = chain();
        String text = textFrom(from);
        boolean background = peek().is("&");
        items.add(new Item(node, background, text));
        if (background || peek().is(";")) {
            take();
            return true;
        }
        return false;
    }

    private Node nonEmptyList() throws SyntaxError {
        Node list = list();
        if (((Node.Sequence) list).items().isEmpty()) {
            throw unexpected(peek());
        }
        return list;
    }

    private Node chain() throws SyntaxError {
        Node first = pipeline();
        List<Link> links = new ArrayList<>();
        while (peek().is("&&") || peek().is("||")) {
            boolean and = take().is("&&");
            skipNewlines();
            links.add(new Link(and, pipeline()));
        }
        return links.isEmpty() ? first : new Node.Chain(first, links);
    }

    private Node pipeline() throws SyntaxError {
        int from = atCommand().from();
        boolean timed = false;
        boolean negated = false;
        if (isNext("time")) {
            take();
            timed = true;
        }
        while (isNext("!")) {
            take();
            negated = !negated;
        }
        List<Node> stages = new ArrayList<>();
        stages.add(timed && endsPipeline() ? new Node.Sequence(List.of()) : command());
        while (peek().is("|")) {
            take();
            skipNewlines();
            stages.add(command());
        }
        if (stages.size() == 1 && !negated && !timed) {
            return stages.getFirst();
        }
        return new Node.Pipeline(stages, negated, timed, textFrom(from));
    }

    private boolean endsPipeline() throws SyntaxError {
        Token next = atCommand();
        return next.kind() == Token.Kind.NEWLINE || next.kind() == Token.Kind.END || next.is(";") || next.is("&");
    }

    Node command() throws SyntaxError {
        Token next = atCommand();
        enter(next.line());
        Node node = compound(next);
        if (node == null) {
            node = simple.command();
        } else if (!(node instanceof Node.Function)) {
            List<Redirect> redirects = simple.redirects();
            node = redirects.isEmpty() ? node : new Node.Redirected(node, redirects);
        }
        leave();
        return node;
    }

    private @Nullable Node compound(Token next) throws SyntaxError {
        if (next.is("(")) {
            take();
            Node body = nonEmptyList();
            if (!peek().is(")")) {
                throw unexpected(peek());
            }
            take();
            return new Node.Subshell(body);
        }
        String word = next.kind() == Token.Kind.WORD ? next.literal() : null;
        if (word == null) {
            return null;
        }
        return switch (word) {
            case "{" -> {
                take();
                Node body = nonEmptyList();
                expect("}");
                yield new Node.Group(body);
            }
            case "if" -> conditional();
            case "while", "until" -> {
                take();
                Node test = nonEmptyList();
                yield new Node.Loop(word.equals("until"), test, body());
            }
            case "for" -> loop();
            case "case" -> choice();
            default -> {
                if (ENDINGS.contains(word)) {
                    throw unexpected(next);
                }
                yield null;
            }
        };
    }

    private Node body() throws SyntaxError {
        expect("do");
        Node body = nonEmptyList();
        expect("done");
        return body;
    }

    private Node conditional() throws SyntaxError {
        List<Branch> branches = new ArrayList<>();
        @Nullable Node otherwise = null;
        do {
            take();
            Node test = nonEmptyList();
            expect("then");
            branches.add(new Branch(test, nonEmptyList()));
        } while ("elif".equals(peek().literal()));
        if ("else".equals(peek().literal())) {
            take();
            otherwise = nonEmptyList();
        }
        expect("fi");
        return new Node.If(branches, otherwise);
    }

    private Node loop() throws SyntaxError {
        int line = take().line();
        Token name = take();
        String variable = name.literal();
        if (variable == null || !Words.isName(variable)) {
            throw new SyntaxError(name.line(), "syntax error: bad for loop variable", name.kind() == Token.Kind.END);
        }
        skipNewlines();
        @Nullable List<Word> words = null;
        if ("in".equals(peek().literal())) {
            take();
            words = new ArrayList<>();
            while (peek().kind() == Token.Kind.WORD) {
                words.add(wordOf(take()));
            }
            if (!peek().is(";") && peek().kind() != Token.Kind.NEWLINE) {
                throw unexpected(peek());
            }
            take();
        } else if (peek().is(";")) {
            take();
        }
        skipNewlines();
        return new Node.For(line, variable, words, body());
    }

    static Word wordOf(Token token) {
        return token.word() == null ? Word.EMPTY : token.word();
    }

    private Node choice() throws SyntaxError {
        int line = take().line();
        Token of = take();
        if (of.kind() != Token.Kind.WORD) {
            throw unexpected(of);
        }
        skipNewlines();
        expect("in");
        skipNewlines();
        List<Arm> arms = new ArrayList<>();
        while (!"esac".equals(peek().literal())) {
            arms.add(arm());
            skipNewlines();
        }
        take();
        return new Node.Case(line, wordOf(of), arms);
    }

    private Arm arm() throws SyntaxError {
        if (peek().is("(")) {
            take();
        }
        List<Word> patterns = new ArrayList<>();
        while (true) {
            Token pattern = take();
            if (pattern.kind() != Token.Kind.WORD) {
                throw unexpected(pattern);
            }
            patterns.add(wordOf(pattern));
            Token next = take();
            if (next.is(")")) {
                break;
            }
            if (!next.is("|")) {
                throw unexpected(next);
            }
        }
        Node body = list();
        if (peek().is(";;")) {
            take();
        } else if (!"esac".equals(peek().literal())) {
            throw unexpected(peek());
        }
        return new Arm(patterns, body);
    }
}
