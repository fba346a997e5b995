package atoll.kernel;

import java.atoll.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Stops every thread of a process for certain.
 *
 * <ol>
 *   <li>raise the slot, close descriptors, interrupt and unpark: threads that block die. If others are there, compiled code
 *       that holds no poll is discarded, and threads that run die too. (That stops the whole JVM for a moment, and a server
 *       that waits for calls is to come back soon.)
 *   <li>handlers rewritten by the linker poll first, so nothing of the process swallows the kill.
 *   <li>hooks after the JDK's blocking points throw again when JDK code swallowed it.
 *   <li>threads inside pure JDK computation: polls are woven, on demand, into just the JDK classes on their stacks.
 *   <li>what is left is reported in the death notice.
 * </ol>
 */
final class KillLadder {
    private static final long QUICK_NANOS = TimeUnit.MICROSECONDS.toNanos(150);
    private static final long WAITERS_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(4);
    private static final int SHARE = 4;
    private static final long GIVE_UP_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Kernel kernel;

    KillLadder(Kernel kernel) {
        this.kernel = kernel;
    }

    /** Climbs the ladder; returns the threads that no step could stop. */
    List<String> stop(Process process) {
        process.mark();
        boolean waits = waits(process);
        if (!waits) {
            process.stopCompiled();
        }
        wake(process);
        if (process.awaitThreads(waits ? WAITERS_NANOS : QUICK_NANOS)) {
            return List.of();
        }
        if (waits) {
            process.stopCompiled();
        }
        long deadline = System.nanoTime() + GIVE_UP_NANOS;
        long step = STEP_NANOS;
        for (int round = 0; System.nanoTime() < deadline; round++) {
            if (process.awaitThreads(step)) {
                return List.of();
            }
            long before = System.nanoTime();
            wake(process);
            // Waking thousands takes the time in which they could end.
            step = Math.max(STEP_NANOS, SHARE * (System.nanoTime() - before));
            if (round > 0) {
                kernel.stuck(process.threadsInside(), round);
            }
        }
        return report(process);
    }

    /** Whether nobody is there who runs: only a guess, for they go on meanwhile. */
    private boolean waits(Process process) {
        for (Thread thread : process.threadsInside()) {
            if (!kernel.internals().isWaiting(thread)) {
                return false;
            }
        }
        return true;
    }

    private void wake(Process process) {
        process.closeAll();
        List<Thread> own = process.liveThreads();
        if (process.names().isEmpty()) {
            own.forEach(this::interrupt);
            return;
        }
        process.serving().expect(own);
        for (Thread thread : own) {
            wake(thread, -1);
        }
        for (Thread thread : process.serving().visitors()) {
            wake(thread, process.slotIndex());
        }
    }

    private void wake(Thread thread, int slot) {
        Visit.interrupt(thread, slot, () -> interrupt(thread));
    }

    private void interrupt(Thread thread) {
        kernel.internals().interrupt(thread);
        LockSupport.unpark(thread);
    }

    private static List<String> report(Process process) {
        List<String> lines = new ArrayList<>();
        List<Thread> left = new ArrayList<>(process.liveThreads());
        left.addAll(process.serving().visitors());
        for (Thread thread : left) {
            StackTraceElement[] stack = kernelView(thread);
            lines.add("thread " + thread.threadId() + " in " + (stack.length == 0 ? "?" : stack[0]));
        }
        return lines;
    }

    /** No code of the process is asked; nor a virtual thread, which is waited for until it is mounted or at rest. */
    private static StackTraceElement[] kernelView(Thread thread) {
        boolean asks = thread.isVirtual() || thread.getClass().getClassLoader() != null;
        return asks ? new StackTraceElement[0] : thread.getStackTrace();
    }
}
