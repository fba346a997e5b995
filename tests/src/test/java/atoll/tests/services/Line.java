package atoll.tests.services;

import atoll.contract.terminal.Modes;
import atoll.contract.terminal.Size;
import atoll.contract.terminal.Terminal;
import atoll.contract.terminal.TerminalDriver;
import atoll.contract.terminal.TerminalFault;
import atoll.tests.Guest;
import atoll.tests.Wait;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One end to type and look at, and one to read and write: a session, for a test that plays both. */
public final class Line {
    private static final Random RANDOM = new Random();

    public final TerminalDriver driver;
    public final Terminal terminal;
    public final long opening = RANDOM.nextLong() | 1;
    private final long reader = RANDOM.nextLong();

    private long typed;
    private long shown;
    private long reads;

    public Line(TerminalDriver driver, Terminal terminal) throws IOException {
        this.driver = driver;
        this.terminal = terminal;
        driver.open(opening, new Size(80, 24));
        shown = driver.shown(opening);
    }

    /** Types as much as is taken; returns how much that was. */
    public int type(byte[] keys) throws IOException {
        long before = typed;
        typed = driver.type(opening, typed, keys);
        return (int) (typed - before);
    }

    public void type(String keys) throws IOException {
        byte[] bytes = keys.getBytes(StandardCharsets.UTF_8);
        if (type(bytes) != bytes.length) {
            throw new AssertionError("not all was taken of " + keys);
        }
    }

    /** All that is to be shown now. */
    public byte[] look() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (true) {
            byte[] next;
            try {
                next = driver.screen(opening, shown, Terminal.MOST);
            } catch (IOException e) {
                if (!String.valueOf(e.getMessage()).startsWith(TerminalFault.LOST.name())) {
                    throw e;
                }
                shown = driver.shown(opening);
                continue;
            }
            if (next.length == 0) {
                return all.toByteArray();
            }
            all.writeBytes(next);
            shown += next.length;
        }
    }

    public String screen() throws IOException {
        return new String(look(), StandardCharsets.UTF_8);
    }

    public byte @Nullable [] read(int most) throws IOException {
        reads++;
        return terminal.read(reader, reads, most, 0);
    }

    /** Null: nothing yet. Empty: the end. */
    public @Nullable String line() throws IOException {
        byte[] read = read(Terminal.MOST);
        return read == null ? null : new String(read, StandardCharsets.UTF_8);
    }

    /** Waits until a program has taken all that was typed. */
    public void awaitRead(Guest guest) throws InterruptedException {
        Wait.until(this::isRead, () -> "not read; " + guest.process + " has written " + guest.out());
    }

    private boolean isRead() {
        try {
            return terminal.available() == 0;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public void write(byte[] bytes) throws IOException {
        int done = terminal.write(bytes);
        if (done != bytes.length) {
            throw new AssertionError(done + " bytes of " + bytes.length + " were written");
        }
    }

    public Modes modes() throws IOException {
        return terminal.modes();
    }
}
