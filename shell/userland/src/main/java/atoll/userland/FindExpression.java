package atoll.userland;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The expression of find, parsed: tests and actions, joined by and, or and not. */
final class FindExpression {
    private static final int DEEPEST = 500;

    /** A file on the way, and what the expression did with it. */
    static final class Visit {
        final Walk.Step step;
        final Find find;
        boolean pruned;

        Visit(Walk.Step step, Find find) {
            this.step = step;
            this.find = find;
        }
    }

    /** A part of the expression. */
    abstract static class Part {
        abstract boolean holds(Visit visit) throws IOException;
    }

    int deepest = Integer.MAX_VALUE;
    int leastDeep;
    boolean depthFirst;

    private final List<String> words;
    private int at;
    private int depth;
    private boolean acts;
    private final Part whole;

    FindExpression(List<String> words) {
        this.words = words;
        Part parsed = words.isEmpty() ? new Constant(true) : or();
        if (at < words.size()) {
            throw Usage.complete(
                    words.get(at).equals(")")
                            ? "invalid expression; you have too many ')'"
                            : "paths must precede expression: " + Text.quoted(words.get(at)));
        }
        whole = acts ? parsed : new Both(parsed, new FindTest("-print", "", new FindSize()), true);
    }

    void evaluate(Visit visit) throws IOException {
        whole.holds(visit);
    }

    private static final class Constant extends Part {
        private final boolean value;

        Constant(boolean value) {
            this.value = value;
        }

        @Override
        boolean holds(Visit visit) {
            return value;
        }
    }

    /** Two parts, of which the second is looked at only if the first does not decide. */
    private static final class Both extends Part {
        private final Part first;
        private final Part second;
        private final boolean and;

        Both(Part first, Part second, boolean and) {
            this.first = first;
            this.second = second;
            this.and = and;
        }

        @Override
        boolean holds(Visit visit) throws IOException {
            return first.holds(visit) == and ? second.holds(visit) : !and;
        }
    }

    private static final class Not extends Part {
        private final Part part;

        Not(Part part) {
            this.part = part;
        }

        @Override
        boolean holds(Visit visit) throws IOException {
            return !part.holds(visit);
        }
    }

    private boolean next(String... names) {
        if (at < words.size() && List.of(names).contains(words.get(at))) {
            at++;
            return true;
        }
        return false;
    }

    private Part or() {
        if (++depth > DEEPEST) {
            throw Usage.complete("expression too deep");
        }
        List<Part> parts = new ArrayList<>();
        do {
            parts.add(and());
        } while (next("-o", "-or"));
        depth--;
        return joined(parts, false);
    }

    private static Part joined(List<Part> parts, boolean and) {
        Part all = parts.getLast();
        for (int i = parts.size() - 2; i >= 0; i--) {
            all = new Both(parts.get(i), all, and);
        }
        return all;
    }

    private Part and() {
        List<Part> parts = new ArrayList<>();
        do {
            parts.add(not());
            next("-a", "-and");
        } while (at < words.size()
                && !words.get(at).equals("-o")
                && !words.get(at).equals("-or")
                && !words.get(at).equals(")"));
        if (parts.size() > DEEPEST) {
            throw Usage.complete("expression too long");
        }
        return joined(parts, true);
    }

    private Part not() {
        boolean negated = false;
        while (next("!", "-not")) {
            negated = !negated;
        }
        Part part = primary();
        return negated ? new Not(part) : part;
    }

    private Part primary() {
        if (at >= words.size()) {
            throw Usage.complete(
                    words.isEmpty()
                            ? "missing expression"
                            : "expected an expression after " + Text.quoted(words.get(at - 1)));
        }
        String word = words.get(at++);
        if (word.equals("(")) {
            if (at < words.size() && words.get(at).equals(")")) {
                throw Usage.complete("invalid expression; empty parentheses are not allowed.");
            }
            Part inner = or();
            if (!next(")")) {
                throw Usage.complete(
                        "invalid expression; I was expecting to find a ')' somewhere but did not see one.");
            }
            return inner;
        }
        return switch (word) {
            case "-true" -> new Constant(true);
            case "-false" -> new Constant(false);
            case "-depth" -> {
                depthFirst = true;
                yield new Constant(true);
            }
            case "-maxdepth" -> {
                deepest = number(word);
                yield new Constant(true);
            }
            case "-mindepth" -> {
                leastDeep = number(word);
                yield new Constant(true);
            }
            case "-print", "-print0", "-delete", "-quit" -> action(word);
            case "-prune", "-empty" -> new FindTest(word, "", new FindSize());
            default -> test(word);
        };
    }

    private Part action(String word) {
        acts = true;
        depthFirst |= word.equals("-delete");
        return new FindTest(word, "", new FindSize());
    }

    private String argument(String word) {
        if (at >= words.size()) {
            throw Usage.complete("missing argument to `" + word + "'");
        }
        return words.get(at++);
    }

    private int number(String word) {
        String argument = argument(word);
        long number = argument.length() > 9 ? -1 : Count.of(argument);
        if (number < 0) {
            throw Usage.complete(
                    "Expected a positive decimal integer argument to " + word + ", but got " + Text.quoted(argument));
        }
        return (int) number;
    }

    private Part test(String word) {
        if (!word.startsWith("-")) {
            throw Usage.complete("paths must precede expression: " + Text.quoted(word));
        }
        if (word.equals("-exec") || word.equals("-execdir") || word.equals("-ok") || word.equals("-okdir")) {
            throw Usage.complete(
                    word + ": a program cannot start others; give the names to the shell, by -print0 or -print");
        }
        if (!(" " + Find.PRIMARIES + " ").contains(" " + word + " ")) {
            throw Usage.complete("unknown predicate `" + word + "'");
        }
        acts |= word.equals("-printf");
        String argument = argument(word);
        return new FindTest(word, argument, FindSize.of(word, argument));
    }
}
