package atoll.userland;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Replaces, squeezes and deletes bytes. */
public final class Tr extends Tool {
    static final String OPTIONS = "+c,complement C d,delete s,squeeze-repeats t,truncate-set1";

    private static final int BYTES = 256;

    private Tr() {
        super("tr");
    }

    public static void main(String[] args) {
        new Tr().start(args);
    }

    @Override
    void run(String[] args) throws IOException {
        Options options = new Options(this, OPTIONS, args);
        List<String> operands = options.operands;
        boolean delete = options.has("d");
        boolean squeeze = options.has("s");
        options.needOperand();
        checkCount(operands, delete, squeeze);
        boolean complement = options.has("c") || options.has("C");
        ByteSet first = ByteSet.parse(operands.getFirst(), false);
        byte[] from = complement ? first.complement() : first.bytes(0);
        boolean[] deleted = new boolean[BYTES];
        boolean[] squeezed = new boolean[BYTES];
        int[] map = new int[BYTES];
        for (int i = 0; i < BYTES; i++) {
            map[i] = i;
        }
        if (delete) {
            mark(deleted, from);
            if (squeeze) {
                mark(squeezed, ByteSet.parse(operands.get(1), false).bytes(0));
            }
        } else if (operands.size() == 2) {
            byte[] to = target(operands.get(1), first, from, complement, options.has("t"));
            int most = options.has("t") ? Math.min(from.length, to.length) : from.length;
            for (int i = 0; i < most; i++) {
                map[from[i] & 0xff] = to[Math.min(i, to.length - 1)] & 0xff;
            }
            if (squeeze) {
                mark(squeezed, to);
            }
        } else {
            mark(squeezed, from);
        }
        copy(deleted, squeezed, map);
    }

    private static void checkCount(List<String> operands, boolean delete, boolean squeeze) {
        int least = delete == squeeze ? 2 : 1;
        int most = delete && !squeeze ? 1 : 2;
        if (operands.size() < least) {
            String why = delete
                    ? "Two strings must be given when both deleting and squeezing repeats."
                    : "Two strings must be given when translating.";
            throw Usage.of("missing operand after " + Text.quoted(operands.getLast()) + "\n" + why);
        }
        if (operands.size() > most) {
            boolean one = most == 1 && operands.size() == 2;
            throw Usage.of("extra operand " + Text.quoted(operands.get(most))
                    + (one ? "\nOnly one string may be given when deleting without squeezing repeats." : ""));
        }
    }

    private static byte[] target(String operand, ByteSet first, byte[] from, boolean complement, boolean truncated) {
        ByteSet second = ByteSet.parse(operand, true);
        if (second.hasClasses() && !complement && second.matchesCases(first)) {
            return second.bytes(0);
        }
        second.checkTarget();
        byte[] to = second.bytes(from.length);
        if (to.length == 0 && from.length > 0 && !truncated) {
            throw Usage.complete("when not truncating set1, string2 must be non-empty");
        }
        boolean single = to.length > 0;
        for (byte b : to) {
            single &= b == to[to.length - 1];
        }
        if (complement && first.hasClasses() && !single) {
            throw Usage.complete(
                    "when translating with complemented character classes,\nstring2 must map all characters in the domain to one");
        }
        return to;
    }

    private static void mark(boolean[] set, byte[] bytes) {
        for (byte b : bytes) {
            set[b & 0xff] = true;
        }
    }

    private void copy(boolean[] deleted, boolean[] squeezed, int[] map) throws IOException {
        Input in = Input.standard(out);
        int before = -1;
        while (in.read()) {
            for (int i = in.start; i < in.end; i++) {
                int b = in.buffer[i] & 0xff;
                if (deleted[b]) {
                    continue;
                }
                b = map[b];
                if (b != before || !squeezed[b]) {
                    out.write(b);
                }
                before = b;
            }
        }
    }

    /** A set as tr's operands write it. */
    static final class ByteSet {
        private final ByteArrayOutputStream list = new ByteArrayOutputStream();
        private final StringBuilder cases = new StringBuilder();
        private boolean classes;
        private boolean otherClasses;
        /** Where a byte is repeated as often as is needed; -1: nowhere. */
        private int filled = -1;

        private byte filler;
        private final byte[] text;
        private int at;
        private final boolean isTarget;

        private ByteSet(byte[] text, boolean isTarget) {
            this.text = text;
            this.isTarget = isTarget;
        }

        static ByteSet parse(String operand, boolean isTarget) {
            ByteSet set = new ByteSet(Text.bytes(operand), isTarget);
            while (set.at < set.text.length) {
                if (!set.bracket()) {
                    set.range();
                }
            }
            return set;
        }

        boolean hasClasses() {
            return classes;
        }

        /** Whether upper and lower case stand where the other set has such. */
        boolean matchesCases(ByteSet other) {
            return !otherClasses
                    && cases.length() > 0
                    && other.cases.length() == cases.length()
                    && list.size() == other.list.size();
        }

        void checkTarget() {
            if (otherClasses) {
                throw Usage.complete(
                        "when translating, the only character classes that may appear in\nstring2 are 'upper' and 'lower'");
            }
            if (classes) {
                throw Usage.complete("misaligned [:upper:] and/or [:lower:] construct");
            }
        }

        byte[] bytes(int size) {
            byte[] plain = list.toByteArray();
            int more = size - plain.length;
            if (filled < 0 || more <= 0) {
                return plain;
            }
            byte[] bytes = new byte[size];
            System.arraycopy(plain, 0, bytes, 0, filled);
            Arrays.fill(bytes, filled, filled + more, filler);
            System.arraycopy(plain, filled, bytes, filled + more, plain.length - filled);
            return bytes;
        }

        byte[] complement() {
            boolean[] in = new boolean[BYTES];
            mark(in, list.toByteArray());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            for (int i = 0; i < BYTES; i++) {
                if (!in[i]) {
                    out.write(i);
                }
            }
            return out.toByteArray();
        }

        private boolean bracket() {
            if (text[at] != '[' || at + 1 >= text.length) {
                return false;
            }
            if (text[at + 1] == ':') {
                return named();
            }
            if (text[at + 1] == '=' && at + 4 < text.length && text[at + 3] == '=' && text[at + 4] == ']') {
                list.write(text[at + 2]);
                at += 5;
                return true;
            }
            return repeated();
        }

        private boolean named() {
            for (int end = at + 2; end + 1 < text.length; end++) {
                if (text[end] == ':' && text[end + 1] == ']') {
                    String name = Text.of(Arrays.copyOfRange(text, at + 2, end));
                    if (!CharClass.isKnown(name)) {
                        throw Usage.complete("invalid character class " + Text.quoted(name));
                    }
                    classes = true;
                    boolean isCase = name.equals("upper") || name.equals("lower");
                    otherClasses |= !isCase;
                    cases.append(isCase ? name.charAt(0) : '-');
                    for (int c = 0; c < BYTES; c++) {
                        if (CharClass.contains(name, c)) {
                            list.write(c);
                        }
                    }
                    at = end + 2;
                    return true;
                }
            }
            return false;
        }

        /** {@code [x*]} or {@code [x*3]}. */
        private boolean repeated() {
            int start = at;
            at++;
            int c = one();
            if (at >= text.length || text[at] != '*') {
                at = start;
                return false;
            }
            int end = at + 1;
            while (end < text.length && Numeral.isDigit(text, end, text.length)) {
                end++;
            }
            if (end >= text.length || text[end] != ']') {
                at = start;
                return false;
            }
            String digits = Text.of(Arrays.copyOfRange(text, at + 1, end));
            long count = digits.isEmpty()
                    ? 0
                    : Long.parseLong(digits.length() > 9 ? "999999999" : digits, digits.startsWith("0") ? 8 : 10);
            at = end + 1;
            if (!isTarget) {
                throw Usage.complete("the [c*] repeat construct may not appear in string1");
            }
            if (count == 0) {
                filled = list.size();
                filler = (byte) c;
            }
            for (long i = 0; i < Math.min(count, 1 << 16); i++) {
                list.write(c);
            }
            return true;
        }

        private void range() {
            int from = one();
            if (at + 1 < text.length && text[at] == '-') {
                at++;
                int to = one();
                if (to < from) {
                    throw Usage.complete("range-endpoints of '" + shown(from) + "-" + shown(to)
                            + "' are in reverse collating sequence order");
                }
                for (int c = from; c <= to; c++) {
                    list.write(c);
                }
            } else {
                list.write(from);
            }
        }

        private static String shown(int c) {
            return c >= ' ' && c < 0x7f
                    ? String.valueOf((char) c)
                    : "\\" + (char) ('0' + (c >> 6)) + (char) ('0' + (c >> 3 & 7)) + (char) ('0' + (c & 7));
        }

        private int one() {
            int c = text[at++] & 0xff;
            if (c != '\\' || at == text.length) {
                return c;
            }
            int letter = "abfnrtv\\".indexOf(text[at]);
            if (letter >= 0) {
                at++;
                return "\u0007\b\f\n\r\t\u000b\\".charAt(letter);
            }
            int value = 0;
            int digits = 0;
            while (digits < 3
                    && at < text.length
                    && text[at] >= '0'
                    && text[at] <= '7'
                    && value * 8 + text[at] - '0' < BYTES) {
                value = value * 8 + text[at++] - '0';
                digits++;
            }
            return digits > 0 ? value : text[at++] & 0xff;
        }
    }
}
