package atoll.contract.process;

import atoll.contract.Fault;
import org.jspecify.annotations.Nullable;

/** Why a call to a {@link Launcher} did nothing. Errors cross as in {@code atoll.contract.file}. */
public enum LaunchFault implements Fault {
    NOT_FOUND,
    INVALID,
    TOO_MANY,
    BROKEN_PIPE,
    INTERRUPTED;

    /** Which of these was meant; null if none was said. */
    public static @Nullable LaunchFault in(Exception thrown) {
        return Fault.in(thrown, values());
    }
}
