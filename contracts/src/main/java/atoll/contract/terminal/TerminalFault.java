package atoll.contract.terminal;

import atoll.contract.Fault;
import org.jspecify.annotations.Nullable;

/** Why a call to a {@link Terminal} or a {@link TerminalDriver} did nothing. */
public enum TerminalFault implements Fault {
    /** An argument that makes no sense. */
    INVALID,
    /** The session has ended for this process: nobody sees what it writes. Linux's EIO. */
    HUNG_UP,
    /** The session was hung up, or another driver has opened it. */
    GONE,
    /** Nothing is kept that begins there: what was to be shown is dropped, or lost with a server. See {@link TerminalDriver#shown}. */
    LOST;

    /** Which of these was meant; null if none was said. */
    public static @Nullable TerminalFault in(Exception thrown) {
        return Fault.in(thrown, values());
    }
}
