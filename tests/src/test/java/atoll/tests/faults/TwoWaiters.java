package atoll.tests.faults;

import atoll.kernel.Process;
import atoll.kernel.SignalCount;
import atoll.kernel.SignalCounter;
import atoll.tests.Wait;
import java.util.concurrent.FutureTask;

/** A process and the host wait for one notification. */
final class TwoWaiters {
    private TwoWaiters() {}

    /** Signals while both wait, and ends {@code first}: the signal reaches the host, unless the process took it. {@code run} is for messages. */
    static void signal(SignalCounter bell, Process first, int run, Runnable end) throws Exception {
        Wait.until(() -> isWaiting(first), () -> "the first does not wait");
        FutureTask<Long> second = new FutureTask<>(bell::await);
        Thread thread = new Thread(second);
        thread.start();
        Wait.until(() -> thread.getState() == Thread.State.WAITING, () -> "the second does not wait");
        bell.signal(1);
        end.run();
        first.waitFor();
        // Whoever was told needs a moment until it has taken it.
        Wait.until(
                () -> second.isDone() || SignalCount.of(bell) == 0,
                () -> "run " + run + ": the second waits, and the signal is there");
        bell.signal(1);
        second.get();
        bell.poll();
    }

    private static boolean isWaiting(Process process) {
        return process.threadsInside().stream().anyMatch(thread -> thread.getState() == Thread.State.WAITING);
    }
}
