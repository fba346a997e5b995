package atoll.system.service;

import atoll.contract.Fault;
import atoll.contract.PeerDied;
import atoll.contract.terminal.Modes;
import atoll.contract.terminal.Size;
import atoll.contract.terminal.Terminal;
import atoll.contract.terminal.TerminalDriver;
import atoll.contract.terminal.TerminalFault;
import atoll.kernel.SignalCounter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Drives a session from the host, with two streams for keyboard and screen: the host's own terminal, a socket. One thread of the host
 * types what it reads, another shows what there is to show; they see a pause when the server dies, and go on with the next one.
 *
 * <p>The session is hung up when either stream ends or fails. Both threads are daemons, and each waits in its stream: one whose
 * {@code read} does not heed an interrupt stays in it after {@link #finish}, and what it then reads is dropped.
 */
public final class SessionDriver {
    /** Who waits looks so often, whatever it was told. */
    private static final long LOOK_MILLIS = 1_000;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final TerminalService service;
    private final TerminalDriver driver;
    private final Terminal terminal;
    private final SignalCounter room;
    private final SignalCounter output;
    private final InputStream keys;
    private final OutputStream screen;
    private final long opening = ThreadLocalRandom.current().nextLong() | 1;
    private final CompletableFuture<Exception> lost = new CompletableFuture<>();
    private final Thread typing = thread(this::type, "keyboard");
    private final Thread showing = thread(this::show, "screen");

    private final AtomicLong shown = new AtomicLong();
    /** No program writes any more. */
    private volatile boolean ending;

    private volatile boolean closed;

    /** {@code keys} must give what there is, and {@code screen} keep nothing back. Nobody else may wait for the session's output and keys. */
    public SessionDriver(TerminalService service, String session, InputStream keys, OutputStream screen) {
        this.service = service;
        this.driver = service.driver(session).gate();
        this.terminal = service.terminal(session).gate();
        this.room = service.bell(session, TerminalService.Bell.KEYS);
        this.output = service.bell(session, TerminalService.Bell.OUTPUT);
        this.keys = keys;
        this.screen = screen;
    }

    private interface Deed {
        void run() throws IOException, InterruptedException;
    }

    private Thread thread(Deed deed, String name) {
        Thread thread = new Thread(null, () -> run(deed), "terminal " + name, 0, false);
        thread.setDaemon(true);
        return thread;
    }

    private void run(Deed deed) {
        try {
            deed.run();
        } catch (InterruptedException e) {
            // The end of it: only finish() interrupts.
        } catch (IOException | RuntimeException e) {
            if (!closed && Fault.in(e, TerminalFault.values()) != TerminalFault.GONE) {
                lost.complete(e);
            }
        }
    }

    /** Opens the session, waits for the server to do so, and begins. Once. */
    public void open(Size size) throws IOException {
        ask(server -> {
            server.open(opening, size);
            return opening;
        });
        typing.start();
        showing.start();
    }

    /** Does nothing once the session is hung up. */
    public void resize(Size size) throws IOException {
        try {
            ask(server -> {
                server.resize(opening, size);
                return opening;
            });
        } catch (IOException e) {
            unlessGone(e);
        }
    }

    /** Completes with the reason when the session cannot be driven any more, other than by a hang-up or {@link #finish}. */
    public CompletableFuture<Exception> lost() {
        return lost.copy();
    }

    private interface Question<T> {
        T of(TerminalDriver driver) throws IOException;
    }

    private <T> T ask(Question<T> question) throws IOException {
        while (true) {
            try {
                return question.of(driver);
            } catch (PeerDied e) {
                // Several servers in a row, or none for long.
                if (closed || !service.goesOn()) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private static void unlessGone(IOException e) throws IOException {
        if (Fault.in(e, TerminalFault.values()) != TerminalFault.GONE) {
            throw e;
        }
    }

    private void hangUp() throws IOException {
        try {
            ask(server -> {
                server.hangUp(opening);
                return opening;
            });
        } catch (IOException e) {
            unlessGone(e);
        }
    }

    // -- the keyboard

    private void type() throws IOException, InterruptedException {
        byte[] buffer = new byte[Terminal.MOST];
        long at = 0;
        for (int count = read(buffer); count > 0; count = read(buffer)) {
            type(at, Arrays.copyOf(buffer, count));
            at += count;
        }
        hangUp();
    }

    private int read(byte[] buffer) {
        try {
            return keys.read(buffer);
        } catch (IOException e) {
            // A terminal that is hung up.
            return -1;
        }
    }

    private void type(long at, byte[] typed) throws IOException, InterruptedException {
        int done = 0;
        while (done < typed.length) {
            byte[] left = Arrays.copyOfRange(typed, done, typed.length);
            long from = at + done;
            long taken = ask(server -> server.type(opening, from, left)) - from;
            if (taken < 0 || taken > left.length) {
                throw new IOException(
                        "the terminal server says that it has taken " + taken + " keys of " + left.length);
            }
            done += (int) taken;
            if (done < typed.length) {
                room.await(LOOK_MILLIS);
            }
        }
    }

    // -- the screen

    private void show() throws IOException, InterruptedException {
        long from = ask(server -> server.shown(opening));
        while (true) {
            boolean last = ending;
            long next = from;
            byte[] bytes;
            try {
                bytes = ask(server -> server.screen(opening, next, Terminal.MOST));
            } catch (IOException e) {
                if (Fault.in(e, TerminalFault.values()) != TerminalFault.LOST) {
                    throw e;
                }
                from = ask(server -> server.shown(opening));
                continue;
            }
            if (bytes.length > 0) {
                if (!write(bytes)) {
                    hangUp();
                    return;
                }
                from += bytes.length;
            } else if (last) {
                return;
            } else {
                output.await(LOOK_MILLIS);
            }
        }
    }

    private boolean write(byte[] bytes) {
        try {
            screen.write(bytes);
            screen.flush();
        } catch (IOException e) {
            return false;
        }
        shown.addAndGet(bytes.length);
        return true;
    }

    // -- the end

    /**
     * To be called when the programs are dead: shows what they have written, also if the user has stopped the screen, until nothing more
     * could be shown for {@code patienceMillis}; then hangs the session up.
     */
    public void finish(long patienceMillis) throws InterruptedException {
        try {
            goOn();
            ending = true;
            output.signal(1);
            long before;
            do {
                before = shown.get();
                showing.join(patienceMillis);
            } while (showing.isAlive() && shown.get() != before);
            hangUp();
        } catch (IOException | RuntimeException e) {
            if (Fault.in(e, TerminalFault.values()) != TerminalFault.HUNG_UP) {
                lost.complete(e);
            }
        } finally {
            closed = true;
            typing.interrupt();
            showing.interrupt();
        }
    }

    /** What ^S has stopped. */
    private void goOn() throws IOException {
        ask(server -> {
            Modes modes = terminal.modes();
            int input = modes.input() & ~Modes.IXON;
            terminal.settle(new Modes(input, modes.output(), modes.local(), modes.controls()));
            return input;
        });
    }
}
