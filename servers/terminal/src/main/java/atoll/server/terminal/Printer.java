package atoll.server.terminal;

import atoll.contract.terminal.Modes;
import java.util.Arrays;

/** Makes of what is written and echoed what the screen is sent, and knows the column. One call's own; nothing is sent here. */
final class Printer {
    /** Of one byte: a tab. */
    static final int MOST_OF_ONE = 8;

    private static final int TAB = 8;
    private static final int CARET = 0x40;
    private static final int ALL_BITS = 0xff;

    private final Modes modes;
    private byte[] out = new byte[64];
    private int length;

    int column;

    /** Where the line that is edited began. */
    int start;

    Printer(Modes modes, int column, int start) {
        this.modes = modes;
        this.column = column;
        this.start = start;
    }

    int length() {
        return length;
    }

    byte[] printed() {
        return Arrays.copyOf(out, length);
    }

    /** Forgets what is printed; the column stays, as it does in Linux. */
    void drop() {
        length = 0;
    }

    private void send(int c) {
        if (length == out.length) {
            out = Arrays.copyOf(out, 2 * length);
        }
        out[length] = (byte) c;
        length++;
    }

    /** A byte as programs write it, and most that are echoed. */
    void print(int c) {
        if ((modes.output() & Modes.OPOST) == 0) {
            send(c);
            return;
        }
        switch (c) {
            case '\n' -> newline();
            case '\r' -> carriageReturn();
            case '\t' -> tab();
            case '\b' -> {
                back();
                send(c);
            }
            default -> {
                boolean utf8 = (modes.input() & Modes.IUTF8) != 0;
                if (!Bytes.isControl(c) && !(utf8 && Bytes.isContinuation(c))) {
                    column++;
                }
                send(c);
            }
        }
    }

    private boolean has(int flag) {
        return (modes.output() & flag) != 0;
    }

    private void newline() {
        if (has(Modes.ONLRET)) {
            column = 0;
        }
        if (has(Modes.ONLCR)) {
            column = 0;
            send('\r');
        }
        start = column;
        send('\n');
    }

    private void carriageReturn() {
        if (has(Modes.ONOCR) && column == 0) {
            return;
        }
        if (has(Modes.OCRNL)) {
            if (has(Modes.ONLRET)) {
                column = 0;
                start = 0;
            }
            send('\n');
            return;
        }
        column = 0;
        start = 0;
        send('\r');
    }

    private void tab() {
        int spaces = TAB - column % TAB;
        column += spaces;
        if (has(Modes.XTABS)) {
            for (int i = 0; i < spaces; i++) {
                send(' ');
            }
        } else {
            send('\t');
        }
    }

    /** A byte that was typed: control characters as ^X, if the modes say so. */
    void echo(int c) {
        if (modes.does(Modes.ECHOCTL) && Bytes.isControl(c) && c != '\t') {
            send('^');
            send(c ^ CARET);
            column += 2;
        } else if (c == ALL_BITS) {
            // Linux counts it whatever the modes are.
            send(c);
            column++;
        } else {
            print(c);
        }
    }

    /** The screen is a column further left than was counted. */
    void back() {
        if (column > 0) {
            column--;
        }
    }

    void rubOut() {
        print('\b');
        print(' ');
        print('\b');
    }

    /** Goes back to before a tab; {@code columns} are taken before it, since the tab before that or else since the line began. */
    void rubOutTab(int columns, boolean afterTab) {
        int at = afterTab ? columns : columns + start;
        for (int i = TAB - at % TAB; i > 0; i--) {
            send('\b');
            back();
        }
    }
}
