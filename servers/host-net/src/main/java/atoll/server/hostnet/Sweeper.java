package atoll.server.hostnet;

import atoll.contract.process.Health;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Closes what dead clients have left. If that hangs, clients cannot die, so it is what the server's health is about. */
final class Sweeper implements Health {
    private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final List<Window> windows;

    /** When the sweep that is under way began; 0: none is. */
    private volatile long since;

    Sweeper(List<Window> windows) {
        this.windows = windows;
    }

    void sweep() {
        since = System.nanoTime() | 1;
        for (Window window : windows) {
            window.sweep();
        }
        since = 0;
    }

    @Override
    public void beat() {
        long begun = since;
        if (begun != 0 && System.nanoTime() - begun > LONG_NANOS) {
            throw new IllegalStateException("closing what dead clients have left hangs");
        }
    }
}
