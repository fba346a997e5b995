package atoll.userland;

import java.util.Arrays;

/** Names with numbers in them, by these: {@code a9} before {@code a10}. As GNU's filevercmp, but for suffixes of file names. */
final class Version {
    private Version() {}

    static int compare(byte[] a, int fromA, int toA, byte[] b, int fromB, int toB) {
        int i = fromA;
        int j = fromB;
        while (i < toA || j < toB) {
            while (i < toA && !Numeral.isDigit(a, i, toA) || j < toB && !Numeral.isDigit(b, j, toB)) {
                int order = weight(a, i, toA) - weight(b, j, toB);
                if (order != 0) {
                    return order;
                }
                i++;
                j++;
            }
            int startA = zeros(a, i, toA);
            int startB = zeros(b, j, toB);
            i = digits(a, startA, toA);
            j = digits(b, startB, toB);
            int order = Integer.compare(i - startA, j - startB);
            order = order != 0 ? order : Arrays.compareUnsigned(a, startA, i, b, startB, j);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** The end is before all, but for a tilde; letters are before other characters. */
    private static int weight(byte[] text, int at, int to) {
        if (at >= to || Numeral.isDigit(text, at, to)) {
            return at >= to ? -1 : 0;
        }
        int c = text[at] & 0xff;
        boolean letter = (c | 32) >= 'a' && (c | 32) <= 'z';
        return c == '~' ? -2 : letter ? c : c + 256;
    }

    private static int zeros(byte[] text, int from, int to) {
        int at = from;
        while (at < to && text[at] == '0') {
            at++;
        }
        return at;
    }

    private static int digits(byte[] text, int from, int to) {
        int at = from;
        while (Numeral.isDigit(text, at, to)) {
            at++;
        }
        return at;
    }
}
