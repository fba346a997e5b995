package atoll.userland;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;

/** Numbers from one to another. */
public final class Seq extends Tool {
    static final String OPTIONS = "+f,format: s,separator: w,equal-width";

    private static final int LONGEST_EXPONENT = 5000;

    private Seq() {
        super("seq");
    }

    public static void main(String[] args) {
        new Seq().start(args);
    }

    @Override
    void run(String[] args) throws IOException {
        Options options = new Options(this, OPTIONS, withNegatives(args));
        List<String> operands = options.operands;
        options.needOperand();
        if (operands.size() > 3) {
            throw Usage.of("extra operand " + Text.quoted(operands.get(3)));
        }
        BigDecimal first = operands.size() == 1 ? BigDecimal.ONE : number(operands.getFirst());
        BigDecimal step = operands.size() < 3 ? BigDecimal.ONE : number(operands.get(1));
        BigDecimal last = number(operands.getLast());
        if (step.signum() == 0) {
            throw Usage.of("invalid Zero increment value: " + Text.quoted(operands.get(1)));
        }
        String format = options.value("f");
        if (format != null && options.has("w")) {
            throw Usage.of("format string may not be specified when printing equal width strings");
        }
        int scale = Math.max(0, Math.max(first.scale(), step.scale()));
        int width = options.has("w") ? width(first, last, scale) : 0;
        String separator = options.value("s", "\n");
        boolean any = false;
        for (BigDecimal at = first; at.compareTo(last) * step.signum() <= 0; at = at.add(step)) {
            if (any) {
                out.print(separator);
            }
            any = true;
            if (format != null) {
                formatted(format, at);
            } else {
                out.print(padded(
                        at.setScale(scale, java.math.RoundingMode.HALF_EVEN).toPlainString(), width));
            }
        }
        if (any) {
            out.write('\n');
        }
    }

    /** A number below zero is no option. */
    private static String[] withNegatives(String[] args) {
        for (int i = 0; i < args.length; i++) {
            boolean number = args[i].length() > 1
                    && args[i].charAt(0) == '-'
                    && (Character.isDigit(args[i].charAt(1)) || args[i].charAt(1) == '.');
            boolean value = i > 0 && (args[i - 1].equals("-s") || args[i - 1].equals("-f"));
            boolean operand = args[i].isEmpty() || args[i].charAt(0) != '-';
            if (args[i].equals("--") || operand && !value) {
                return args;
            }
            if (number && !value) {
                String[] marked = new String[args.length + 1];
                System.arraycopy(args, 0, marked, 0, i);
                marked[i] = "--";
                System.arraycopy(args, i, marked, i + 1, args.length - i);
                return marked;
            }
        }
        return args;
    }

    private static BigDecimal number(String operand) {
        try {
            BigDecimal number = new BigDecimal(operand);
            if (Math.abs((long) number.scale()) < LONGEST_EXPONENT) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw Usage.of("invalid floating point argument: " + Text.quoted(operand));
        }
        throw Usage.of("number out of range: " + Text.quoted(operand));
    }

    private static int width(BigDecimal first, BigDecimal last, int scale) {
        BigDecimal end = last.setScale(scale, java.math.RoundingMode.DOWN);
        return Math.max(
                first.setScale(scale).toPlainString().length(),
                end.toPlainString().length());
    }

    private static String padded(String number, int width) {
        if (number.length() >= width) {
            return number;
        }
        String zeros = "0".repeat(width - number.length());
        return number.startsWith("-") ? "-" + zeros + number.substring(1) : zeros + number;
    }

    private void formatted(String format, BigDecimal number) throws IOException {
        Directive directive = Directive.only(format);
        out.print(directive.before);
        out.print(Numbers.decimal(directive, number));
        out.print(directive.after);
    }
}
