package atoll.system.service;

import atoll.contract.Late;
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
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Drives a session from the host, with two streams for keyboard and screen: the host's own terminal, a socket. One thread of the host
 * types what it reads, another shows what there is to show; they see a pause when the server dies, and go on with the next one.
 *
 * <p>The server is not believed. No call is made on these threads, so nothing of it touches them; a call without an answer is made
 * again for a while, and then, or when an answer makes no sense, the session is {@link #lost}.
 *
 * <p>The session is hung up when either stream ends or fails. Both threads are daemons, and each waits in its stream: one whose
 * {@code read} does not heed an interrupt stays in it after {@link #finish}, and what it then reads is dropped.
 */
public final class SessionDriver {
    /** Who waits looks so often, whatever it was told. */
    private static final long LOOK_MILLIS = 1_000;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** For an answer, when there is a server. */
    private static final Duration ANSWER = Duration.ofSeconds(5);

    /** A call is made so often at least, and for as long as {@link #DEADLINES} of them have: the JVM may be stopped meanwhile. */
    private static final int TRIES = 3;

    private static final int DEADLINES = 2;

    /** At the end: in so many answers a server can give all that it has room for, by far. */
    private static final int MOST_LAST = 16;

    private final TerminalService service;
    private final long limitNanos;
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

    /** This has hung the session up, or is about to. */
    private volatile boolean hungUp;

    /** A time of {@link System#nanoTime}, once it is known: from then on no call is made again. */
    private volatile @Nullable Long until;

    private volatile boolean closed;

    /** {@code keys} must give what there is, and {@code screen} keep nothing back. Nobody else may wait for the session's output and keys. */
    public SessionDriver(TerminalService service, String session, InputStream keys, OutputStream screen) {
        this(service, session, keys, screen, ANSWER);
    }

    /** As the other, where a server, once there is one, has that time for each {@code answer}; the others have five seconds. */
    public SessionDriver(
            TerminalService service, String session, InputStream keys, OutputStream screen, Duration answer) {
        Duration deadline = service.patience().plus(answer);
        this.limitNanos = deadline.multipliedBy(DEADLINES).toNanos();
        this.service = service;
        this.driver = service.driver(session).within(deadline).gate();
        this.terminal = service.terminal(session).within(deadline).gate();
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
            lose(e);
        } catch (Error e) {
            lose(new IOException("the terminal's driver broke: " + e, e));
        }
    }

    private void lose(Exception why) {
        if (!closed && !(hungUp && TerminalFault.in(why) == TerminalFault.GONE)) {
            lost.complete(why);
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

    /**
     * Completes with the reason when the session cannot be driven any more, other than by {@link #finish} or when a stream has ended. The
     * text is perhaps the server's own.
     */
    public CompletableFuture<Exception> lost() {
        return lost.copy();
    }

    private interface Question<T> {
        T of(TerminalDriver driver) throws IOException;
    }

    private <T> T ask(Question<T> question) throws IOException {
        long start = System.nanoTime();
        for (int tries = 1; ; tries++) {
            try {
                return question.of(driver);
            } catch (PeerDied | Late e) {
                // Servers die in a row, there is none for long, or this one hangs; or the whole JVM was stopped.
                boolean enough = tries >= TRIES && System.nanoTime() - start > limitNanos;
                if (enough || isOver() || !service.goesOn()) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private boolean isOver() {
        Long end = until;
        return closed || end != null && System.nanoTime() - end > 0;
    }

    private static void unlessGone(IOException e) throws IOException {
        if (TerminalFault.in(e) != TerminalFault.GONE) {
            throw e;
        }
    }

    private void hangUp() throws IOException {
        hungUp = true;
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
        for (int count = read(buffer); count > 0 && !closed; count = read(buffer)) {
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
        while (done < typed.length && !closed) {
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
        int answers = 0;
        while (!closed && answers < MOST_LAST) {
            boolean last = ending;
            answers += last ? 1 : 0;
            byte[] bytes = next(from);
            if (bytes == null) {
                LockSupport.parkNanos(PAUSE_NANOS);
                from = ask(server -> server.shown(opening));
            } else if (bytes.length > 0) {
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

    /** Null when nothing is kept that begins there. */
    private byte @Nullable [] next(long from) throws IOException {
        byte[] bytes;
        try {
            bytes = ask(server -> server.screen(opening, from, Terminal.MOST));
        } catch (IOException e) {
            if (TerminalFault.in(e) != TerminalFault.LOST) {
                throw e;
            }
            return null;
        }
        if (bytes == null || bytes.length > Terminal.MOST) {
            throw new IOException("the terminal server gives "
                    + (bytes == null ? "no bytes" : bytes.length + " bytes at once") + " to show");
        }
        return bytes;
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
     * could be shown for {@code patienceMillis}; then hangs the session up. A server that hangs keeps it for twice that time and two calls.
     */
    public void finish(long patienceMillis) throws InterruptedException {
        until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMillis);
        try {
            last(this::goOn);
            ending = true;
            output.signal(1);
            long before;
            do {
                before = shown.get();
                showing.join(patienceMillis);
            } while (showing.isAlive() && shown.get() != before);
            last(this::hangUp);
        } finally {
            abandon();
        }
    }

    /** In place of {@link #finish} when no program had the session: what was to be shown is dropped. Whoever opens it next hangs this up. */
    public void abandon() {
        closed = true;
        typing.interrupt();
        showing.interrupt();
    }

    /** Whether it can be done or not, the end goes on. */
    private void last(Deed deed) throws InterruptedException {
        try {
            deed.run();
        } catch (IOException | RuntimeException e) {
            if (TerminalFault.in(e) != TerminalFault.HUNG_UP) {
                lost.complete(e);
            }
        }
    }

    /** What ^S has stopped. */
    private void goOn() throws IOException {
        ask(server -> {
            Modes modes = Objects.requireNonNull(terminal.modes(), "the terminal server gives no modes");
            int input = modes.input() & ~Modes.IXON;
            terminal.settle(new Modes(input, modes.output(), modes.local(), modes.controls()));
            return input;
        });
    }
}
