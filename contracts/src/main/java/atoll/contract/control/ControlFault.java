package atoll.contract.control;

import atoll.contract.Fault;
import org.jspecify.annotations.Nullable;

/** Why a call to {@link Control} did nothing. Errors cross as in {@code atoll.contract.file}. */
public enum ControlFault implements Fault {
    TOO_MANY,
    INVALID,
    ENDED,
    INTERRUPTED;

    /** Which of these was meant; null if none was said. */
    public static @Nullable ControlFault in(Exception thrown) {
        return Fault.in(thrown, values());
    }
}
