package atoll.userland;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Files of a tree that fit an expression. */
public final class Find extends Tool {
    static final String OPTIONS = "H L P";
    /** What expressions are made of. */
    static final String PRIMARIES =
            "-name -iname -path -ipath -type -size -empty -maxdepth -mindepth -newer -mtime -mmin -links "
                    + "-perm -print -print0 -printf -delete -prune -quit -depth -true -false -not -a -and -o -or ! ( )";

    private FindExpression expression = new FindExpression(List.of());

    private Find() {
        super("find");
    }

    public static void main(String[] args) {
        new Find().start(args);
    }

    @Override
    void run(String[] args) throws IOException {
        if (args.length == 1 && args[0].equals("--help")) {
            ManualPage.help(this);
            return;
        }
        int at = 0;
        String links = "P";
        while (at < args.length && (args[at].equals("-H") || args[at].equals("-L") || args[at].equals("-P"))) {
            links = args[at++].substring(1);
        }
        List<String> roots = new ArrayList<>();
        while (at < args.length && !begins(args[at])) {
            roots.add(args[at++]);
        }
        if (roots.isEmpty()) {
            roots.add(".");
        }
        expression = new FindExpression(List.of(args).subList(at, args.length));
        for (String root : roots) {
            try {
                new Tree(links.equals("L")).from(root, FileName.path(root), !links.equals("P") || root.endsWith("/"));
            } catch (Stopped e) {
                return;
            } catch (java.nio.file.NoSuchFileException e) {
                fail(Text.quoted(root) + ": " + Failure.of(e));
            }
        }
    }

    private static boolean begins(String arg) {
        return arg.length() > 1 && arg.startsWith("-")
                || arg.equals("!")
                || arg.equals("(")
                || arg.equals(")")
                || arg.equals(",");
    }

    /** {@code -quit}. */
    static final class Stopped extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private final class Tree extends Walk {
        Tree(boolean followed) {
            super(followed);
        }

        @Override
        boolean enter(Step step) throws IOException {
            if (expression.depthFirst) {
                return enterDeep(step);
            }
            return !evaluate(step) && step.depth < expression.deepest;
        }

        private boolean enterDeep(Step step) throws IOException {
            boolean inside = step.facts.isFolder() && step.depth < expression.deepest;
            if (!inside) {
                evaluate(step);
            }
            return inside;
        }

        @Override
        void leave(Step step) throws IOException {
            if (expression.depthFirst) {
                evaluate(step);
            }
        }

        /** Whether it was pruned. */
        private boolean evaluate(Step step) throws IOException {
            if (step.depth < expression.leastDeep) {
                return false;
            }
            FindExpression.Visit visit = new FindExpression.Visit(step, Find.this);
            expression.evaluate(visit);
            return visit.pruned;
        }

        @Override
        void failed(String shown, IOException why, @Nullable Step folder) throws IOException {
            fail(Text.quoted(shown) + ": " + Failure.of(why));
        }
    }

    void delete(Walk.Step step) throws IOException {
        if (step.shown.equals(".")) {
            return;
        }
        Files.delete(step.path);
    }
}
