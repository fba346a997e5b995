package atoll.system;

import atoll.contract.CallFailed;
import atoll.contract.terminal.Size;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/** The host's terminal while each key comes as it is typed, for one who shows something there. */
public final class Window implements AutoCloseable {
    /** Hears of the size; an error means that there is nothing to show, and is not told to anybody. */
    public interface Resized {
        void to(Size size) throws IOException;
    }

    private final Tty tty;
    private final Resized hears;
    private final Semaphore changed = new Semaphore(0);

    /** The shell has the terminal: what CONT would do, {@link #suspend} does. Guarded by this. */
    private boolean suspended;

    private final Thread telling = new Thread(null, this::tell, "terminal resized", 0, false);

    public Window(Tty tty, Resized hears) {
        this.tty = tty;
        this.hears = hears;
    }

    /** From now on. */
    public void open() throws IOException, InterruptedException {
        // By one thread, and at most once more for what comes meanwhile: each handler of a signal has a thread of its
        // own.
        telling.setDaemon(true);
        telling.start();
        Signals.on("WINCH", number -> changed.release());
        Signals.on("CONT", number -> goOn());
        tty.raw();
    }

    /**
     * Stops this JVM and the rest of its job, as ^Z does, with the terminal as it was; returns when it goes on. A CONT that is
     * handled late, of the stop before, does not take the terminal from the shell.
     */
    void suspend() {
        synchronized (this) {
            suspended = true;
            tty.putBack();
        }
        try {
            Tty.stop();
        } catch (IOException e) {
            // Then ^Z does nothing.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            suspended = false;
        }
        goOn();
    }

    /** After this JVM was stopped: the shell may have set the terminal, and the user its size, meanwhile. */
    private void goOn() {
        try {
            synchronized (this) {
                if (suspended) {
                    return;
                }
                tty.raw();
            }
        } catch (IOException e) {
            // It is hung up: who reads it will find out.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        changed.release();
    }

    private void tell() {
        try {
            while (true) {
                changed.acquire();
                changed.drainPermits();
                tell(Tty.size());
            }
        } catch (InterruptedException e) {
            // The end: see close().
        }
    }

    private void tell(Size size) {
        try {
            hears.to(size);
        } catch (IOException | CallFailed e) {
            // There is no session any more.
        }
    }

    /** The terminal is as it was. */
    @Override
    public void close() {
        telling.interrupt();
        tty.close();
    }
}
