package atoll.contract.clock;

import atoll.contract.Fault;

/** Why a call to a {@link Clock} or to {@link Timers} did nothing. */
public enum ClockFault implements Fault {
    /** An argument that makes no sense: a time a thousand years ahead, a period of a nanosecond. */
    INVALID,
    /** The client has no bell of that name; the message says what would give it one. */
    NO_BELL
}
