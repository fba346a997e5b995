package atoll.contract.terminal;

/**
 * How a terminal treats what is typed and written: Linux's {@code termios}, with its numbers. Whoever sets them sets all.
 *
 * @param input flags for what is typed, before anything else looks at it
 * @param output flags for what is written and echoed
 * @param local flags for editing, echo and signals
 * @param controls {@link #CONTROLS} characters of 0 to 255, by the numbers {@code INTR} and so on; 0: there is no such key
 */
public record Modes(int input, int output, int local, String controls) {
    // Input. There are no breaks and no parity errors, so what is done about them has no effect.
    public static final int IGNBRK = 1;
    public static final int BRKINT = 2;
    public static final int IGNPAR = 4;
    public static final int INPCK = 0x10;
    public static final int ISTRIP = 0x20;
    public static final int INLCR = 0x40;
    public static final int IGNCR = 0x80;
    public static final int ICRNL = 0x100;
    public static final int IXON = 0x400;
    public static final int IXANY = 0x800;
    /** No effect, as in Linux. */
    public static final int IMAXBEL = 0x2000;

    public static final int IUTF8 = 0x4000;

    // Output.
    public static final int OPOST = 1;
    public static final int ONLCR = 4;
    public static final int OCRNL = 8;
    public static final int ONOCR = 0x10;
    public static final int ONLRET = 0x20;
    /** Two bits, both or none. */
    public static final int XTABS = 0x1800;

    // Local.
    public static final int ISIG = 1;
    public static final int ICANON = 2;
    public static final int ECHO = 8;
    public static final int ECHOE = 0x10;
    public static final int ECHOK = 0x20;
    public static final int ECHONL = 0x40;
    public static final int NOFLSH = 0x80;
    public static final int ECHOCTL = 0x200;
    public static final int ECHOPRT = 0x400;
    public static final int ECHOKE = 0x800;
    public static final int IEXTEN = 0x8000;

    // Controls.
    public static final int INTR = 0;
    public static final int QUIT = 1;
    public static final int ERASE = 2;
    public static final int KILL = 3;
    public static final int EOF = 4;
    /** Tenths of a second. */
    public static final int TIME = 5;
    /** Bytes. */
    public static final int MIN = 6;

    public static final int START = 8;
    public static final int STOP = 9;
    public static final int SUSP = 10;
    public static final int EOL = 11;
    public static final int REPRINT = 12;
    public static final int WERASE = 14;
    public static final int LNEXT = 15;
    public static final int EOL2 = 16;

    /** How many there are; those without a name here have no effect. */
    public static final int CONTROLS = 17;

    private static final int ALL_INPUT =
            IGNBRK | BRKINT | IGNPAR | INPCK | ISTRIP | INLCR | IGNCR | ICRNL | IXON | IXANY | IMAXBEL | IUTF8;
    private static final int ALL_OUTPUT = OPOST | ONLCR | OCRNL | ONOCR | ONLRET | XTABS;
    private static final int ALL_LOCAL =
            ISIG | ICANON | ECHO | ECHOE | ECHOK | ECHONL | NOFLSH | ECHOCTL | ECHOPRT | ECHOKE | IEXTEN;
    private static final int MOST_CONTROL = 255;

    /** {@link IllegalArgumentException} for what this terminal does not do: a flag that is not named here, other controls. */
    public Modes {
        if ((input & ~ALL_INPUT) != 0 || (output & ~ALL_OUTPUT) != 0 || (local & ~ALL_LOCAL) != 0) {
            throw new IllegalArgumentException("a flag that this terminal does not have");
        }
        if ((output & XTABS) != 0 && (output & XTABS) != XTABS) {
            throw new IllegalArgumentException("half of XTABS");
        }
        if (controls.length() != CONTROLS) {
            throw new IllegalArgumentException("not 17 controls");
        }
        for (int i = 0; i < CONTROLS; i++) {
            if (controls.charAt(i) > MOST_CONTROL) {
                throw new IllegalArgumentException("a control that is no byte");
            }
        }
    }

    /** Whether the flag of {@code local} is set. */
    public boolean does(int flag) {
        return (local & flag) != 0;
    }

    public int control(int number) {
        return controls.charAt(number);
    }

    /** As these, with other flags of {@code local}. */
    public Modes withLocal(int flags) {
        return new Modes(input, output, flags, controls);
    }
}
