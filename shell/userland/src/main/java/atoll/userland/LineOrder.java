package atoll.userland;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The order of lines by keys, and by all their bytes where these are equal. */
final class LineOrder implements Comparator<byte[]> {
    private static final String MONTHS = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";
    private static final String UNITS = "KMGTPEZY";

    private final List<SortKey> keys;
    private final int separator;
    private final boolean reversed;
    private final boolean stable;
    private final boolean plain;

    LineOrder(List<SortKey> keys, int separator, boolean reversed, boolean stable) {
        this.keys = keys;
        this.separator = separator;
        this.reversed = reversed;
        this.stable = stable;
        SortKey first = keys.getFirst();
        plain = keys.size() == 1
                && first.field == 1
                && first.character == 1
                && first.endField == 0
                && first.kind == 0
                && !first.folds
                && !first.dictionary
                && !first.printable
                && !first.skipsBlanks;
    }

    @Override
    public int compare(byte[] a, byte[] b) {
        int order = compareKeys(a, b);
        if (order == 0 && !stable && !plain) {
            order = Arrays.compareUnsigned(a, b);
            return reversed ? -order : order;
        }
        return order;
    }

    int compareKeys(byte[] a, byte[] b) {
        if (plain) {
            int order = Arrays.compareUnsigned(a, b);
            return keys.getFirst().reversed ? -order : order;
        }
        for (SortKey key : keys) {
            int order = compare(key, a, b);
            if (order != 0) {
                return key.reversed ? -order : order;
            }
        }
        return 0;
    }

    private int compare(SortKey key, byte[] a, byte[] b) {
        int fromA = start(key, a);
        int toA = Math.max(fromA, end(key, a));
        int fromB = start(key, b);
        int toB = Math.max(fromB, end(key, b));
        return switch (key.kind) {
            case 'n' -> Numeral.compare(a, fromA, toA, b, fromB, toB);
            case 'h' -> human(a, fromA, toA, b, fromB, toB);
            case 'g' -> General.compare(General.number(a, fromA, toA), General.number(b, fromB, toB));
            case 'M' -> month(a, fromA, toA) - month(b, fromB, toB);
            case 'V' -> Version.compare(a, fromA, toA, b, fromB, toB);
            default -> text(key, a, fromA, toA, b, fromB, toB);
        };
    }

    static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\n';
    }

    private int field(byte[] line, int from) {
        int at = from;
        if (separator >= 0) {
            while (at < line.length && (line[at] & 0xff) != separator) {
                at++;
            }
            return at;
        }
        at = blanks(line, at);
        while (at < line.length && !isBlank(line[at])) {
            at++;
        }
        return at;
    }

    private static int blanks(byte[] line, int from) {
        int at = from;
        while (at < line.length && isBlank(line[at])) {
            at++;
        }
        return at;
    }

    private int start(SortKey key, byte[] line) {
        int at = 0;
        for (int i = 1; i < key.field && at < line.length; i++) {
            at = field(line, at);
            at += separator >= 0 && at < line.length ? 1 : 0;
        }
        at = key.skipsBlanks ? blanks(line, at) : at;
        return (int) Math.min(line.length, (long) at + key.character - 1);
    }

    private int end(SortKey key, byte[] line) {
        if (key.endField == 0) {
            return line.length;
        }
        int at = 0;
        int fields = key.endCharacter == 0 ? key.endField : key.endField - 1;
        for (int i = 0; i < fields && at < line.length; i++) {
            at = field(line, at);
            boolean more = i + 1 < fields || key.endCharacter > 0;
            at += separator >= 0 && at < line.length && more ? 1 : 0;
        }
        if (key.endCharacter > 0) {
            at = key.skipsBlanksAtEnd ? blanks(line, at) : at;
            return (int) Math.min(line.length, (long) at + key.endCharacter);
        }
        return at;
    }

    private static int text(SortKey key, byte[] a, int fromA, int toA, byte[] b, int fromB, int toB) {
        int i = fromA;
        int j = fromB;
        while (true) {
            i = ignored(key, a, i, toA);
            j = ignored(key, b, j, toB);
            if (i == toA || j == toB) {
                return (i < toA ? 1 : 0) - (j < toB ? 1 : 0);
            }
            int order = folded(key, a[i++]) - folded(key, b[j++]);
            if (order != 0) {
                return order;
            }
        }
    }

    private static int folded(SortKey key, byte b) {
        return key.folds && b >= 'a' && b <= 'z' ? b - 32 : b & 0xff;
    }

    private static int ignored(SortKey key, byte[] line, int from, int to) {
        int at = from;
        while (at < to) {
            int c = line[at] & 0xff;
            boolean word = c < 0x80 && (Character.isLetterOrDigit(c) || isBlank((byte) c));
            boolean kept = (!key.dictionary || word) && (!key.printable || c >= ' ' && c < 0x7f);
            if (kept) {
                break;
            }
            at++;
        }
        return at;
    }

    private static int month(byte[] line, int from, int to) {
        int at = from;
        while (at < to && isBlank(line[at])) {
            at++;
        }
        if (at + 3 > to) {
            return -1;
        }
        StringBuilder name = new StringBuilder();
        for (int i = at; i < at + 3; i++) {
            name.append(Character.toUpperCase((char) (line[i] & 0x7f)));
        }
        int index = MONTHS.indexOf(name.toString());
        return index % 3 == 0 ? index : -1;
    }

    private static int human(byte[] a, int fromA, int toA, byte[] b, int fromB, int toB) {
        int order = unit(a, fromA, toA) - unit(b, fromB, toB);
        return order != 0 ? order : Numeral.compare(a, fromA, toA, b, fromB, toB);
    }

    /** The power of the unit, negative for numbers below zero. */
    private static int unit(byte[] line, int from, int to) {
        int at = from;
        while (at < to && isBlank(line[at])) {
            at++;
        }
        boolean negative = at < to && line[at] == '-';
        at += negative ? 1 : 0;
        boolean nonzero = false;
        while (at < to && (line[at] >= '0' && line[at] <= '9' || line[at] == '.')) {
            nonzero |= line[at] >= '1' && line[at] <= '9';
            at++;
        }
        int unit = at < to && nonzero ? UNITS.indexOf(line[at] == 'k' ? 'K' : (char) line[at]) + 1 : 0;
        return negative ? -unit : unit;
    }
}
