package atoll.userland;

import java.io.Console;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates an expression: 0 true, 1 false, 2 wrong. */
public class Test extends Tool {
    static final String OPTIONS = "";
    /** What an expression is made of. */
    static final String PRIMARIES =
            "-a -b -c -d -e -f -g -h -k -L -n -N -O -p -r -s -S -t -u -w -x -z -ef -nt -ot -eq -ne -lt -le -gt -ge -o";

    private static final String UNARY = "bcdefghkLnNOprsStuwxz";
    private static final List<String> BINARY =
            List.of("=", "==", "!=", "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-ef", "-nt", "-ot");
    private static final int DEEPEST = 1000;

    private String[] words = {};
    private int at;
    private int depth;

    Test(String name) {
        super(name, 2);
    }

    public static void main(String[] args) {
        new Test("test").start(args);
    }

    @Override
    void run(String[] args) throws IOException {
        words = args;
        status = evaluate() ? 0 : 1;
    }

    /** By the number of arguments, as POSIX has it; only more than four are parsed. */
    private boolean evaluate() throws IOException {
        int count = words.length;
        if (count < 2) {
            return count == 1 && !words[0].isEmpty();
        }
        if (count == 2) {
            return two(0);
        }
        if (count == 3) {
            return three(0);
        }
        if (count == 4 && words[0].equals("!")) {
            return !three(1);
        }
        if (count == 4 && words[0].equals("(") && words[3].equals(")")) {
            return two(1);
        }
        boolean value = or();
        if (at < count) {
            throw Usage.complete("extra argument " + Text.quoted(words[at]));
        }
        return value;
    }

    private boolean two(int from) throws IOException {
        if (words[from].equals("!")) {
            return words[from + 1].isEmpty();
        }
        if (isUnary(words[from])) {
            return unary(words[from].charAt(1), words[from + 1]);
        }
        throw Usage.complete(
                words[from].startsWith("-") && words[from].length() == 2
                        ? Text.quoted(words[from]) + ": unary operator expected"
                        : "missing argument after " + Text.quoted(words[from + 1]));
    }

    private boolean three(int from) throws IOException {
        String operator = words[from + 1];
        if (BINARY.contains(operator)) {
            return binary(words[from], operator, words[from + 2]);
        }
        if (words[from].equals("!")) {
            return !two(from + 1);
        }
        if (words[from].equals("(") && words[from + 2].equals(")")) {
            return !operator.isEmpty();
        }
        if (operator.equals("-a")) {
            return !words[from].isEmpty() && !words[from + 2].isEmpty();
        }
        if (operator.equals("-o")) {
            return !words[from].isEmpty() || !words[from + 2].isEmpty();
        }
        throw Usage.complete(Text.quoted(operator) + ": binary operator expected");
    }

    private boolean or() throws IOException {
        boolean value = and();
        while (at < words.length && words[at].equals("-o")) {
            at++;
            value |= and();
        }
        return value;
    }

    private boolean and() throws IOException {
        boolean value = primary();
        while (at < words.length && words[at].equals("-a")) {
            at++;
            value &= primary();
        }
        return value;
    }

    private boolean primary() throws IOException {
        if (++depth > DEEPEST) {
            throw Usage.complete("expression too deep");
        }
        boolean value = nested();
        depth--;
        return value;
    }

    private boolean nested() throws IOException {
        if (at >= words.length) {
            throw Usage.complete("missing argument after " + Text.quoted(words[words.length - 1]));
        }
        String word = words[at];
        if (word.equals("!")) {
            at++;
            return !primary();
        }
        if (at + 2 < words.length && BINARY.contains(words[at + 1])) {
            at += 3;
            return binary(word, words[at - 2], words[at - 1]);
        }
        if (word.equals("(")) {
            at++;
            boolean value = or();
            if (at >= words.length) {
                throw Usage.complete("')' expected");
            }
            if (!words[at].equals(")")) {
                throw Usage.complete("')' expected, found " + words[at]);
            }
            at++;
            return value;
        }
        if (isUnary(word) && at + 1 < words.length) {
            at += 2;
            return unary(word.charAt(1), words[at - 1]);
        }
        at++;
        return !word.isEmpty();
    }

    private static boolean isUnary(String word) {
        return word.length() == 2 && word.charAt(0) == '-' && UNARY.indexOf(word.charAt(1)) >= 0;
    }

    private static @Nullable Facts facts(String file, boolean followed) {
        try {
            return Facts.of(file, followed);
        } catch (IOException e) {
            return null;
        }
    }

    private static boolean unary(char letter, String operand) throws IOException {
        if (letter == 'n' || letter == 'z') {
            return operand.isEmpty() == (letter == 'z');
        }
        if (letter == 't') {
            return isTerminal(operand);
        }
        Facts facts = facts(operand, letter != 'h' && letter != 'L');
        return facts != null && unary(letter, facts, FileName.path(operand));
    }

    private static boolean unary(char letter, Facts facts, Path path) throws IOException {
        return switch (letter) {
            case 'b', 'c', 'd', 'p' -> facts.kind() == letter;
            case 'S' -> facts.kind() == 's';
            case 'f' -> facts.isFile();
            case 'h', 'L' -> facts.isLink();
            case 's' -> facts.size > 0;
            case 'u' -> (facts.mode & 04000) != 0;
            case 'g' -> (facts.mode & 02000) != 0;
            case 'k' -> (facts.mode & 01000) != 0;
            case 'r' -> Files.isReadable(path);
            case 'w' -> Files.isWritable(path);
            case 'x' -> Files.isExecutable(path);
            case 'N' -> facts.modified.compareTo(facts.accessed) > 0;
            case 'O' -> Files.getOwner(path).getName().equals(System.getProperty("user.name"));
            default -> true;
        };
    }

    private static boolean isTerminal(String descriptor) {
        BigInteger number = whole(descriptor);
        Console console =
                number.signum() >= 0 && number.bitLength() < 2 || number.intValue() == 2 ? System.console() : null;
        return console != null && console.isTerminal();
    }

    private static BigInteger whole(String text) {
        try {
            String digits = text.strip();
            return new BigInteger(digits.startsWith("+") && !digits.startsWith("+-") ? digits.substring(1) : digits);
        } catch (NumberFormatException e) {
            throw Usage.complete("invalid integer " + Text.quoted(text));
        }
    }

    private static boolean binary(String left, String operator, String right) {
        return switch (operator) {
            case "=", "==" -> left.equals(right);
            case "!=" -> !left.equals(right);
            case "-ef", "-nt", "-ot" -> files(facts(left, true), operator, facts(right, true));
            default -> numbers(whole(left).compareTo(whole(right)), operator);
        };
    }

    private static boolean files(@Nullable Facts left, String operator, @Nullable Facts right) {
        if (left == null || right == null) {
            return !operator.equals("-ef") && (operator.equals("-nt") ? left : right) != null;
        }
        int order = left.modified.compareTo(right.modified);
        return operator.equals("-ef") ? left.isSame(right) : operator.equals("-nt") ? order > 0 : order < 0;
    }

    private static boolean numbers(int order, String operator) {
        return switch (operator) {
            case "-eq" -> order == 0;
            case "-ne" -> order != 0;
            case "-lt" -> order < 0;
            case "-le" -> order <= 0;
            case "-gt" -> order > 0;
            default -> order >= 0;
        };
    }

    /** As {@code [}: the last argument has to be a {@code ]}. */
    static String[] unbracketed(String[] args) {
        if (args.length == 0 || !args[args.length - 1].equals("]")) {
            throw Usage.complete("missing ']'");
        }
        return Arrays.copyOf(args, args.length - 1);
    }
}
