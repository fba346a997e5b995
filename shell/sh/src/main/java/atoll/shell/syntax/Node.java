package atoll.shell.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command as it was written. */
public sealed interface Node {
    /** {@code name=value} before a command, or for itself. */
    record Assignment(String name, Word value) {}

    record Simple(int line, List<Assignment> assignments, List<Word> words, List<Redirect> redirects) implements Node {}

    /** Of one stage, or several with pipes between. */
    record Pipeline(List<Node> stages, boolean negated, boolean timed, String text) implements Node {}

    /** What follows {@code &&} or {@code ||}. */
    record Link(boolean and, Node node) {}

    record Chain(Node first, List<Link> links) implements Node {}

    record Item(Node node, boolean background, String text) {}

    record Sequence(List<Item> items) implements Node {}

    record Branch(Node test, Node body) {}

    record If(List<Branch> branches, @Nullable Node otherwise) implements Node {}

    record Loop(boolean until, Node test, Node body) implements Node {}

    /** Without words: for each parameter. */
    record For(int line, String name, @Nullable List<Word> words, Node body) implements Node {}

    record Arm(List<Word> patterns, Node body) {}

    record Case(int line, Word word, List<Arm> arms) implements Node {}

    record Function(String name, Node body, String text) implements Node {}

    record Group(Node body) implements Node {}

    record Subshell(Node body) implements Node {}

    record Redirected(Node body, List<Redirect> redirects) implements Node {}
}
