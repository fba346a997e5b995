package atoll.contract.log;

import atoll.contract.Fault;

/** Why a call to a {@link Log} did nothing. */
public enum LogFault implements Fault {
    /** An argument that makes no sense: no text, a negative number. */
    INVALID,
    /** The text has more than {@link Log#MOST_TEXT} characters. */
    TOO_LONG
}
