package atoll.system.session;

import atoll.contract.terminal.Size;
import atoll.kernel.Process;
import atoll.system.service.SessionDriver;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A shell that somebody has, and all that it has started: these end when it ends. */
public final class Session implements AutoCloseable {
    /** So long the last output may make no way. */
    private static final long PATIENCE_MILLIS = 5_000;

    private final Process shell;
    private final SessionLauncher launcher;
    private final @Nullable SessionDriver driver;
    private final @Nullable Streamed streamed;
    private final Consumer<Session> released;

    Session(Process shell, SessionLauncher launcher, SessionDriver driver, Consumer<Session> released) {
        this.shell = shell;
        this.launcher = launcher;
        this.driver = driver;
        this.streamed = null;
        this.released = released;
        drive(driver);
    }

    Session(Process shell, SessionLauncher launcher, Streamed streamed, Consumer<Session> released) {
        this.shell = shell;
        this.launcher = launcher;
        this.driver = null;
        this.streamed = streamed;
        this.released = released;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // lost() throws nothing
    private void drive(SessionDriver terminal) {
        // Nobody sees it any more, and nobody could end it by a key.
        terminal.lost().thenAccept(why -> shell.kill());
    }

    /** The keys have ended: a shell that does not heed that its terminal is hung up is killed after a while. */
    void vanish() {
        Thread thread = new Thread(null, this::killLater, "session hung up", 0, false);
        thread.setDaemon(true);
        thread.start();
    }

    private void killLater() {
        try {
            shell.death().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            shell.kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The shell's. */
    public Process shell() {
        return shell;
    }

    /** Whether it is of its shell, or of a living process that was started in it. */
    boolean has(int pid) {
        return shell.id() == pid || launcher.has(pid);
    }

    /** Waits for the shell to end; then all else of the session ends too, and its last output is shown. Returns the exit status. Once. */
    public int waitFor() throws InterruptedException {
        int status;
        try {
            status = shell.waitFor().status().code();
        } finally {
            shell.kill();
            launcher.close();
        }
        try {
            launcher.waitForAll();
            if (driver != null) {
                driver.finish(PATIENCE_MILLIS);
            }
            if (streamed != null) {
                streamed.finish(PATIENCE_MILLIS);
            }
        } finally {
            released.accept(this);
        }
        return status;
    }

    /** The terminal has another size. */
    public void resize(Size size) throws IOException {
        if (driver != null) {
            driver.resize(size);
        }
    }

    /** Ends it at once. */
    @Override
    public void close() {
        shell.kill();
    }
}
