package atoll.server.terminal;

import atoll.contract.terminal.Modes;
import java.util.Arrays;

/** What each byte means that is typed, in these modes. */
final class Keys {
    private static final int BYTES = 256;

    final Modes modes;
    private final Key[] first = table();
    private final Key[] editing = table();

    Keys(Modes modes) {
        this.modes = modes;
        // What comes later takes the place of what was before it.
        if (modes.does(Modes.ISIG)) {
            set(first, Modes.SUSP, Key.SUSP);
            set(first, Modes.QUIT, Key.QUIT);
            set(first, Modes.INTR, Key.INTR);
        }
        if ((modes.input() & Modes.IXON) != 0) {
            set(first, Modes.STOP, Key.STOP);
            set(first, Modes.START, Key.START);
        }
        if (modes.does(Modes.ICANON)) {
            boolean extended = modes.does(Modes.IEXTEN);
            set(editing, Modes.EOL2, extended ? Key.EOL : Key.PLAIN);
            set(editing, Modes.EOL, Key.EOL);
            set(editing, Modes.EOF, Key.EOF);
            editing['\n'] = Key.NEWLINE;
            if (extended) {
                if (modes.does(Modes.ECHO)) {
                    set(editing, Modes.REPRINT, Key.REPRINT);
                }
                set(editing, Modes.LNEXT, Key.LNEXT);
                set(editing, Modes.WERASE, Key.WERASE);
            }
            set(editing, Modes.KILL, Key.KILL);
            set(editing, Modes.ERASE, Key.ERASE);
        }
    }

    private static Key[] table() {
        Key[] table = new Key[BYTES];
        Arrays.fill(table, Key.PLAIN);
        return table;
    }

    private void set(Key[] table, int control, Key key) {
        int c = modes.control(control);
        if (c != 0) {
            table[c] = key;
        }
    }

    Key first(int c) {
        return first[c];
    }

    Key editing(int c) {
        return editing[c];
    }
}
