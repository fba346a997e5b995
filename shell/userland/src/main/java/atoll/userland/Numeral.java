package atoll.userland;

/** Decimal numbers in text, of any length, compared as sort -n does. */
final class Numeral {
    private Numeral() {}

    static int compare(byte[] a, int fromA, int toA, byte[] b, int fromB, int toB) {
        int i = begin(a, fromA, toA);
        int j = begin(b, fromB, toB);
        int signA = sign(a, i, toA);
        int signB = sign(b, j, toB);
        if (signA != signB) {
            return Integer.compare(signA, signB);
        }
        return signA * magnitude(a, i + (signA < 0 ? 1 : 0), toA, b, j + (signB < 0 ? 1 : 0), toB);
    }

    private static int begin(byte[] line, int from, int to) {
        int at = from;
        while (at < to && LineOrder.isBlank(line[at])) {
            at++;
        }
        return at;
    }

    static boolean isDigit(byte[] line, int at, int to) {
        return at < to && line[at] >= '0' && line[at] <= '9';
    }

    /** 0 also for what is no number. */
    private static int sign(byte[] line, int from, int to) {
        boolean negative = from < to && line[from] == '-';
        int at = negative ? from + 1 : from;
        boolean point = false;
        while (isDigit(line, at, to) || !point && at < to && line[at] == '.') {
            if (line[at] >= '1' && line[at] <= '9') {
                return negative ? -1 : 1;
            }
            point |= line[at] == '.';
            at++;
        }
        return 0;
    }

    private static int zeros(byte[] line, int from, int to) {
        int at = from;
        while (at < to && line[at] == '0') {
            at++;
        }
        return at;
    }

    private static int digits(byte[] line, int from, int to) {
        int at = from;
        while (isDigit(line, at, to)) {
            at++;
        }
        return at;
    }

    private static int magnitude(byte[] a, int fromA, int toA, byte[] b, int fromB, int toB) {
        int i = zeros(a, fromA, toA);
        int j = zeros(b, fromB, toB);
        int endA = digits(a, i, toA);
        int endB = digits(b, j, toB);
        if (endA - i != endB - j) {
            return Integer.compare(endA - i, endB - j);
        }
        for (; i < endA; i++, j++) {
            if (a[i] != b[j]) {
                return a[i] - b[j];
            }
        }
        boolean pointA = endA < toA && a[endA] == '.';
        boolean pointB = endB < toB && b[endB] == '.';
        i = pointA ? endA + 1 : toA;
        j = pointB ? endB + 1 : toB;
        while (isDigit(a, i, toA) || isDigit(b, j, toB)) {
            int digitA = isDigit(a, i, toA) ? a[i++] : '0';
            int digitB = isDigit(b, j, toB) ? b[j++] : '0';
            if (digitA != digitB) {
                return digitA - digitB;
            }
            i = digitA == '0' && !isDigit(a, i, toA) ? toA : i;
            j = digitB == '0' && !isDigit(b, j, toB) ? toB : j;
        }
        return 0;
    }
}
