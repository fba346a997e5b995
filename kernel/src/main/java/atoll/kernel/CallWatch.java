package atoll.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Hears of the calls of endpoints that are watched, when they end. Called on the threads that make them, in the server: they may be killed, and
 * have stack for a few calls; what it does is the server's time.
 */
public interface CallWatch {
    /**
     * A call has ended.
     *
     * @param method contract and method
     * @param caller the process that made it; null: the host; or not known, for calls with a deadline or a badge and by rings, which
     *     run on threads of the server
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
