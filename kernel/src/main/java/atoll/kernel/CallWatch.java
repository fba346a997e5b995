package atoll.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Hears of the calls of endpoints that are watched, when they end. Called on the threads that run them, in the server: they may be killed, and
 * have stack for a few calls; what it does is the server's time.
 */
public interface CallWatch {
    /**
     * A call has ended.
     *
     * @param method contract and method
     * @param caller the process that made it, which may be dead by now when the call had a deadline or came by a ring; null: the host
     * @param begun a time of {@link System#nanoTime}
     * @param nanos how long it took, without the way there and back
     * @param thrown name of the class of what the server threw; null when it returned
     */
    void called(
            Endpoint<?> endpoint,
            String method,
            @Nullable Process caller,
            long begun,
            long nanos,
            @Nullable String thrown);
}
