package atoll.kernel;

import java.atoll.Gate;
import java.atoll.Visit;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One call on a thread of the callee, for which the caller waits, or not any longer. */
final class Handoff implements Runnable {
    /** How often the caller looks whether the callee is still alive. */
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Gate gate;
    private final int method;

    // Until it has run: the thread that has run it holds it longer than that.
    private Object object;
    private @Nullable Object[] arguments;

    /** What it carries; 0: none. */
    private final long badge;

    /** Of the regions that cross, if some do. */
    private final @Nullable Passage passage;

    private final CountDownLatch done = new CountDownLatch(1);

    // Written before done, read after.
    private @Nullable Object result;
    private @Nullable Throwable thrown;

    /** On the caller's thread: who calls is told to a watch. */
    Handoff(Gate gate, Object object, int method, @Nullable Object[] arguments, long badge, @Nullable Passage passage) {
        this.gate = gate;
        this.object = EndpointTap.apart(object, Capability.running());
        this.method = method;
        this.arguments = arguments;
        this.badge = badge;
        this.passage = passage;
    }

    @Override
    public void run() {
        Passage regions = passage;
        if (regions != null && !regions.begin()) {
            // The caller has left, with its regions.
            forget();
            return;
        }
        try {
            if (badge != 0) {
                Visit.badgeHome(badge);
            }
            result = gate.call(method, object, arguments);
            if (regions != null && !regions.answer()) {
                regions.discard(result);
            }
        } catch (Throwable e) {
            thrown = e;
        } finally {
            if (badge != 0) {
                Visit.badgeHome(0);
            }
            forget();
        }
        done.countDown();
    }

    private void forget() {
        object = Passage.NOTHING;
        arguments = Passage.NOTHING;
    }

    /**
     * On a thread of the host: runs the call on a new thread of the process, or ends it when there can be none. The call
     * is noted in {@link Serving#enters}.
     */
    void startIn(Process callee) {
        try {
            callee.threads.start(
                    callee.newThread(() -> callee.serving().attendants().attend(this, callee), "call"));
        } catch (Throwable e) {
            callee.serving().leaves();
            thrown = e;
            done.countDown();
        }
    }

    /** On a thread of the callee. */
    void runIn(Serving serving) {
        try {
            run();
        } finally {
            serving.leaves();
        }
    }

    /** False when the time is over (0: never) or the callee is dead. The caller's interrupt stays pending. */
    boolean await(long nanos, @Nullable Process callee) {
        long deadline = System.nanoTime() + nanos;
        boolean interrupted = false;
        try {
            while (true) {
                long left = nanos == 0 ? STEP_NANOS : Math.min(STEP_NANOS, deadline - System.nanoTime());
                try {
                    if (done.await(left, TimeUnit.NANOSECONDS)) {
                        return true;
                    }
                } catch (InterruptedException e) {
                    interrupted = true;
                }
                boolean over = nanos != 0 && System.nanoTime() - deadline >= 0;
                if (over || callee != null && callee.state() == ProcessState.DEAD) {
                    return done.getCount() == 0;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Nullable Object result() {
        return result;
    }

    @Nullable Throwable thrown() {
        return thrown;
    }
}
