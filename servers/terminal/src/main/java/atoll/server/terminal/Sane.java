package atoll.server.terminal;

import atoll.contract.terminal.Modes;
import atoll.contract.terminal.Size;

/** What a session has when it is opened: Linux's own, and UTF-8. */
final class Sane {
    private static final int INPUT = Modes.ICRNL | Modes.IXON | Modes.IUTF8;
    private static final int OUTPUT = Modes.OPOST | Modes.ONLCR;
    private static final int LOCAL = Modes.ISIG
            | Modes.ICANON
            | Modes.ECHO
            | Modes.ECHOE
            | Modes.ECHOK
            | Modes.ECHOCTL
            | Modes.ECHOKE
            | Modes.IEXTEN;

    /** ^C ^\ DEL ^U ^D, TIME 0, MIN 1, none, ^Q ^S ^Z, no EOL, ^R ^O ^W ^V, no EOL2. */
    private static final String CONTROLS =
            "\u0003\u001c\u007f\u0015\u0004\u0000\u0001\u0000\u0011\u0013\u001a\u0000\u0012\u000f\u0017\u0016\u0000";

    static final Modes MODES = new Modes(INPUT, OUTPUT, LOCAL, CONTROLS);
    static final Size SIZE = new Size(80, 24);

    private Sane() {}
}
