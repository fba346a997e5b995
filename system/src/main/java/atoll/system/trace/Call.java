package atoll.system.trace;

import org.jspecify.annotations.Nullable;

/**
 * A call that has ended.
 *
 * @param number counted from 1 on by who watches
 * @param caller number of the process that made it; 0: the host
 * @param callerName empty when {@code caller} is 0
 * @param method contract and method
 * @param begun a time of {@link System#nanoTime}
 * @param thrown name of the class of what the server threw; null when it returned
 */
public record Call(
        long number,
        int caller,
        String callerName,
        String endpoint,
        String method,
        long begun,
        long nanos,
        @Nullable String thrown) {}
