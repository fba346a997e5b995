package atoll.shell.expand;

import org.jspecify.annotations.Nullable;

/** Arithmetic with longs, by C's operators. */
final class Arithmetic {
    private static final int DEEPEST = 500;
    private static final String[][] LEVELS = {
        {"||"},
        {"&&"},
        {"|"},
        {"^"},
        {"&"},
        {"==", "!="},
        {"<=", ">=", "<", ">"},
        {"<<", ">>"},
        {"+", "-"},
        {"*", "/", "%"}
    };
    private static final String[] ASSIGNING = {"<<=", ">>=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "="};

    /** The variables. */
    interface Values {
        @Nullable String get(String name);

        void set(String name, String value);
    }

    /** It is no expression, or has no value. */
    static final class Wrong extends Exception {
        private static final long serialVersionUID = 1;

        Wrong(String what) {
            super("arithmetic expression: " + what);
        }
    }

    private final String text;
    private final Values values;
    private int at;
    private int depth;
    /** What is read here is not to happen. */
    private int skipping;

    private Arithmetic(String text, Values values) {
        this.text = text;
        this.values = values;
    }

    static long value(String text, Values values) throws Wrong {
        Arithmetic arithmetic = new Arithmetic(text, values);
        arithmetic.blanks();
        if (arithmetic.at == text.length()) {
            return 0;
        }
        long value = arithmetic.assignment();
        if (arithmetic.at < text.length()) {
            throw arithmetic.wrong();
        }
        return value;
    }

    private Wrong wrong() {
        String shown = text.length() > 60 ? text.substring(0, 60) + "..." : text;
        return new Wrong((at < text.length() ? "expecting EOF" : "expecting primary") + ": \"" + shown + '"');
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private void enter() throws Wrong {
        if (++depth > DEEPEST) {
            throw new Wrong("nested more than " + DEEPEST + " deep");
        }
    }

    private boolean take(String operator) {
        if (!text.startsWith(operator, at)) {
            return false;
        }
        at += operator.length();
        blanks();
        return true;
    }

    private @Nullable String name() {
        int end = at;
        while (end < text.length() && isNamePart(text.charAt(end), end > at)) {
            end++;
        }
        return end == at ? null : text.substring(at, end);
    }

    private static boolean isNamePart(char c, boolean digits) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || digits && c >= '0' && c <= '9';
    }

    private long assignment() throws Wrong {
        enter();
        int before = at;
        String name = name();
        if (name != null) {
            at += name.length();
            blanks();
            for (String operator : ASSIGNING) {
                if (text.startsWith(operator, at) && !(operator.equals("=") && text.startsWith("==", at))) {
                    take(operator);
                    long right = assignment();
                    long value = operator.equals("=")
                            ? right
                            : apply(operator.substring(0, operator.length() - 1), variable(name), right);
                    if (skipping == 0) {
                        values.set(name, Long.toString(value));
                    }
                    depth--;
                    return value;
                }
            }
            at = before;
        }
        long value = conditional();
        depth--;
        return value;
    }

    private long conditional() throws Wrong {
        long test = binary(0);
        if (!take("?")) {
            return test;
        }
        skipping += test == 0 ? 1 : 0;
        long yes = assignment();
        skipping -= test == 0 ? 1 : 0;
        if (!take(":")) {
            throw wrong();
        }
        skipping += test == 0 ? 0 : 1;
        enter();
        long no = conditional();
        depth--;
        skipping -= test == 0 ? 0 : 1;
        return test == 0 ? no : yes;
    }

    private @Nullable String operator(int level) {
        for (String operator : LEVELS[level]) {
            if (text.startsWith(operator, at) && !isLonger(operator)) {
                return operator;
            }
        }
        return null;
    }

    /** Whether what stands here is another operator that begins like it. */
    private boolean isLonger(String operator) {
        int end = at + operator.length();
        char after = end < text.length() ? text.charAt(end) : 0;
        return switch (operator) {
            case "|", "&" -> after == operator.charAt(0) || after == '=';
            case "<", ">" -> after == operator.charAt(0);
            case "^", "+", "-", "*", "/", "%", "<<", ">>" -> after == '=';
            default -> false;
        };
    }

    private long binary(int level) throws Wrong {
        if (level == LEVELS.length) {
            return unary();
        }
        long left = binary(level + 1);
        for (String operator = operator(level); operator != null; operator = operator(level)) {
            take(operator);
            boolean decided = operator.equals("||") && left != 0 || operator.equals("&&") && left == 0;
            skipping += decided ? 1 : 0;
            long right = binary(level + 1);
            skipping -= decided ? 1 : 0;
            left = apply(operator, left, right);
        }
        return left;
    }

    private long apply(String operator, long a, long b) throws Wrong {
        return switch (operator) {
            case "||" -> a != 0 || b != 0 ? 1 : 0;
            case "&&" -> a != 0 && b != 0 ? 1 : 0;
            case "|" -> a | b;
            case "^" -> a ^ b;
            case "&" -> a & b;
            case "==" -> a == b ? 1 : 0;
            case "!=" -> a != b ? 1 : 0;
            case "<" -> a < b ? 1 : 0;
            case "<=" -> a <= b ? 1 : 0;
            case ">" -> a > b ? 1 : 0;
            case ">=" -> a >= b ? 1 : 0;
            case "<<" -> a << b;
            case ">>" -> a >> b;
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            default -> divided(operator, a, b);
        };
    }

    private long divided(String operator, long a, long b) throws Wrong {
        if (b == 0) {
            if (skipping > 0) {
                return 0;
            }
            throw new Wrong("division by zero: \"" + text + '"');
        }
        return operator.equals("/") ? a / b : a % b;
    }

    private long unary() throws Wrong {
        enter();
        long value;
        if (take("+")) {
            value = unary();
        } else if (take("-")) {
            value = -unary();
        } else if (take("~")) {
            value = ~unary();
        } else if (text.startsWith("!", at) && !text.startsWith("!=", at)) {
            take("!");
            value = unary() == 0 ? 1 : 0;
        } else {
            value = primary();
        }
        depth--;
        return value;
    }

    private long primary() throws Wrong {
        if (take("(")) {
            long value = assignment();
            if (!take(")")) {
                throw wrong();
            }
            return value;
        }
        String name = name();
        if (name != null) {
            at += name.length();
            blanks();
            return variable(name);
        }
        int end = at;
        while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        if (end == at) {
            throw wrong();
        }
        long value = number(text.substring(at, end), "");
        at = end;
        blanks();
        return value;
    }

    private long variable(String name) throws Wrong {
        String value = values.get(name);
        return value == null || value.isBlank() || skipping > 0 ? 0 : number(value.strip(), name);
    }

    private static long number(String digits, String of) throws Wrong {
        boolean negative = digits.startsWith("-");
        String rest = negative || digits.startsWith("+") ? digits.substring(1) : digits;
        try {
            long value;
            if (rest.startsWith("0x") || rest.startsWith("0X")) {
                value = Long.parseLong(rest.substring(2), 16);
            } else if (rest.length() > 1 && rest.startsWith("0")) {
                value = Long.parseLong(rest.substring(1), 8);
            } else {
                value = Long.parseLong(negative ? "-" + rest : rest, 10);
                return value;
            }
            return negative ? -value : value;
        } catch (NumberFormatException e) {
            throw new Wrong((of.isEmpty() ? "" : of + ": ") + "no number: \"" + digits + '"');
        }
    }
}
