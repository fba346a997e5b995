package atoll.shell.edit;

import atoll.contract.terminal.Modes;
import atoll.shell.terminal.Window;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Size;
import org.jline.terminal.Sized;
import org.jline.terminal.impl.AbstractTerminal;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;
import org.jline.utils.NonBlockingReader;
import org.jspecify.annotations.Nullable;

/** A terminal of the system as JLine has them: streams and a size. Its modes are {@link Editor}'s. */
@SuppressWarnings("NullAway") // JLine says nothing of null.
final class OverTerminal extends AbstractTerminal {
    /** Those that JLine knows itself; for others it would start a program of the host. */
    private static final Set<String> KNOWN = Set.of("ansi", "rxvt", "screen", "screen-256color", "xterm");

    private static final ControlChar[] KEYS = {
        ControlChar.VEOF, ControlChar.VERASE, ControlChar.VWERASE, ControlChar.VKILL, ControlChar.VLNEXT
    };
    private static final int[] NUMBERS = {Modes.EOF, Modes.ERASE, Modes.WERASE, Modes.KILL, Modes.LNEXT};

    private final Window window;
    private final NonBlockingReader keys;
    private final OutputStream output;
    private final PrintWriter writer;
    /** What keys mean. */
    private Modes modes;

    OverTerminal(Window window, KeyReader keys, OutputStream screen, String type, Modes modes)
            throws java.io.IOException {
        super(
                "terminal",
                KNOWN.contains(type) ? type : "xterm-256color",
                StandardCharsets.UTF_8,
                SignalHandler.SIG_DFL);
        this.window = window;
        this.keys = keys;
        this.modes = modes;
        output = screen;
        writer = new PrintWriter(new OutputStreamWriter(screen, StandardCharsets.UTF_8));
        parseInfoCmp();
    }

    void setModes(Modes now) {
        modes = now;
    }

    @Override
    public NonBlockingReader reader() {
        return keys;
    }

    @Override
    public PrintWriter writer() {
        return writer;
    }

    /** Nobody's: keys are read by {@link #reader}. */
    @Override
    public InputStream input() {
        return InputStream.nullInputStream();
    }

    @Override
    public OutputStream output() {
        return output;
    }

    @Override
    public Attributes getAttributes() {
        Attributes attributes = new Attributes();
        for (int i = 0; i < KEYS.length; i++) {
            attributes.setControlChar(KEYS[i], modes.control(NUMBERS[i]));
        }
        return attributes;
    }

    @Override
    public void setAttributes(Attributes attributes) {}

    @Override
    public Attributes enterRawMode() {
        return getAttributes();
    }

    /** Nobody asked for the mouse, so nobody has to give it back at the end of each line. */
    @Override
    public boolean trackMouse(MouseTracking tracking) {
        return false;
    }

    @Override
    public Size getSize() {
        return Size.of(window.columns(), window.rows());
    }

    /** Nobody's but the driver's. */
    @Override
    public void setSize(Sized size) {}

    @Override
    public @Nullable TerminalProvider getProvider() {
        return null;
    }

    @Override
    public @Nullable SystemStream getSystemStream() {
        return null;
    }
}
