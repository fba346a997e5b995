package atoll.shell.terminal;

import atoll.contract.CallFailed;
import atoll.contract.terminal.Modes;
import atoll.contract.terminal.Size;
import atoll.contract.terminal.Terminal;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The terminal but for its bytes: its size, and whether keys come one by one. What a broken terminal cannot say is as usual. */
public final class Window {
    private static final Size USUAL = new Size(80, 24);
    private static final int NOT_RAW_INPUT = Modes.IXON | Modes.INLCR;
    private static final int NOT_RAW = Modes.ICANON | Modes.ECHO | Modes.IEXTEN;

    private final Terminal terminal;
    /** The modes while something runs, if others are set; null if not. */
    private @Nullable Modes lines;

    public Window(Terminal terminal) {
        this.terminal = terminal;
    }

    private Modes modes() throws IOException {
        try {
            return terminal.modes();
        } catch (CallFailed e) {
            throw new IOException(e);
        }
    }

    private void set(Modes modes) throws IOException {
        try {
            terminal.setModes(modes);
        } catch (CallFailed e) {
            throw new IOException(e);
        }
    }

    /** Gives keys as they are typed, and shows none, until {@link #lines}; returns the modes before, which say what keys mean. */
    public Modes keys() throws IOException {
        if (lines != null) {
            return lines;
        }
        Modes before = modes();
        char[] controls = before.controls().toCharArray();
        controls[Modes.MIN] = 1;
        controls[Modes.TIME] = 0;
        lines = before;
        set(new Modes(
                before.input() & ~NOT_RAW_INPUT, before.output(), before.local() & ~NOT_RAW, new String(controls)));
        return before;
    }

    /** Edits lines again as before {@link #keys}. */
    public void lines() throws IOException {
        Modes before = lines;
        lines = null;
        if (before != null) {
            set(before);
        }
    }

    private Size size() {
        try {
            return terminal.size();
        } catch (IOException | CallFailed e) {
            return USUAL;
        }
    }

    public int columns() {
        int columns = size().columns();
        return columns > 0 ? columns : USUAL.columns();
    }

    public int rows() {
        int rows = size().rows();
        return rows > 0 ? rows : USUAL.rows();
    }
}
