package atoll.shell.builtin;

import atoll.shell.run.Builtin;
import atoll.shell.run.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code test} and {@code [}: what files, texts and numbers are. */
final class Test implements Builtin {
    private static final List<String> BINARY =
            List.of("=", "==", "!=", "<", ">", "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-nt", "-ot", "-ef");

    private static final String UNARY = "bcdefghLnprsStuwxz";
    private static final int DEEPEST = 500;

    /** It is no expression. */
    private static final class Wrong extends Exception {
        private static final long serialVersionUID = 1;

        Wrong(String what) {
            super(what);
        }
    }

    private List<String> words = List.of();
    private int at;
    private int depth;

    @Override
    public int run(Call call) throws IOException {
        words = call.arguments;
        if (call.name.equals("[")) {
            if (words.isEmpty() || !words.getLast().equals("]")) {
                return call.usage("missing ]");
            }
            words = words.subList(0, words.size() - 1);
        }
        if (words.isEmpty()) {
            return 1;
        }
        try {
            boolean value = or(call);
            if (at < words.size()) {
                throw new Wrong(words.get(at) + ": unexpected operator");
            }
            return value ? 0 : 1;
        } catch (Wrong e) {
            return call.usage(String.valueOf(e.getMessage()));
        }
    }

    private @Nullable String peek(int ahead) {
        return at + ahead < words.size() ? words.get(at + ahead) : null;
    }

    private String take() throws Wrong {
        if (at >= words.size()) {
            throw new Wrong("argument expected");
        }
        return words.get(at++);
    }

    private boolean or(Call call) throws Wrong {
        boolean value = and(call);
        while ("-o".equals(peek(0))) {
            at++;
            value |= and(call);
        }
        return value;
    }

    private boolean and(Call call) throws Wrong {
        boolean value = not(call);
        while ("-a".equals(peek(0))) {
            at++;
            value &= not(call);
        }
        return value;
    }

    private boolean isBinary(int ahead) {
        String word = peek(ahead);
        return word != null && BINARY.contains(word) && peek(ahead + 1) != null;
    }

    private boolean not(Call call) throws Wrong {
        if (++depth > DEEPEST) {
            throw new Wrong("nested more than " + DEEPEST + " deep");
        }
        // With three words an operator in the middle counts before all else.
        if ("!".equals(peek(0)) && peek(1) != null && !isBinary(1)) {
            at++;
            return !not(call);
        }
        boolean value = primary(call);
        depth--;
        return value;
    }

    private boolean primary(Call call) throws Wrong {
        String word = take();
        if (word.equals("(") && peek(0) != null && !isBinary(0)) {
            boolean value = or(call);
            if (!take().equals(")")) {
                throw new Wrong("missing )");
            }
            return value;
        }
        if (isBinary(0)) {
            String operator = take();
            return binary(call, word, operator, take());
        }
        if (word.length() == 2 && word.charAt(0) == '-' && UNARY.indexOf(word.charAt(1)) >= 0 && peek(0) != null) {
            return unary(call, word.charAt(1), take());
        }
        return !word.isEmpty();
    }

    private static boolean binary(Call call, String left, String operator, String right) throws Wrong {
        return switch (operator) {
            case "=", "==" -> left.equals(right);
            case "!=" -> !left.equals(right);
            case "<" -> left.compareTo(right) < 0;
            case ">" -> left.compareTo(right) > 0;
            case "-nt", "-ot", "-ef" -> files(call, left, operator, right);
            default -> compared(Long.compare(number(left), number(right)), operator);
        };
    }

    private static boolean compared(int order, String operator) {
        return switch (operator) {
            case "-eq" -> order == 0;
            case "-ne" -> order != 0;
            case "-lt" -> order < 0;
            case "-le" -> order <= 0;
            case "-gt" -> order > 0;
            default -> order >= 0;
        };
    }

    private static long number(String text) throws Wrong {
        Long number = Numbers.number(text);
        if (number == null) {
            throw new Wrong(text + ": not a number");
        }
        return number;
    }

    private static boolean files(Call call, String left, String operator, String right) {
        try {
            Path a = call.state.path(left);
            Path b = call.state.path(right);
            if (operator.equals("-ef")) {
                return Files.isSameFile(a, b);
            }
            FileTime first = Files.getLastModifiedTime(a);
            int order = first.compareTo(Files.getLastModifiedTime(b));
            return operator.equals("-nt") ? order > 0 : order < 0;
        } catch (IOException | InvalidPathException e) {
            return false;
        }
    }

    private static boolean unary(Call call, char operator, String word) throws Wrong {
        if (operator == 'n' || operator == 'z') {
            return word.isEmpty() == (operator == 'z');
        }
        if (operator == 't') {
            return call.isTerminal((int) number(word));
        }
        try {
            return !word.isEmpty() && file(operator, call.state.path(word));
        } catch (IOException | InvalidPathException e) {
            return false;
        }
    }

    private static boolean file(char operator, Path path) throws IOException {
        return switch (operator) {
            case 'e' -> Files.exists(path);
            case 'f' -> Files.isRegularFile(path);
            case 'd' -> Files.isDirectory(path);
            case 'h', 'L' -> Files.isSymbolicLink(path);
            case 's' -> Files.exists(path) && Files.size(path) > 0;
            case 'r' -> Files.isReadable(path);
            case 'w' -> Files.isWritable(path);
            case 'x' -> Files.isExecutable(path);
            // There are no devices here, no named pipes, no sockets and no other users.
            default -> false;
        };
    }
}
