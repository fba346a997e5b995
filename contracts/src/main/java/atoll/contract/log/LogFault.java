package atoll.contract.log;

import java.io.IOException;

/** Why a call to a {@link Log} did nothing. The message of the {@code IOException} begins with the name of one of these and a colon. */
public enum LogFault {
    /** An argument that makes no sense: no text, a negative number. */
    INVALID,
    /** The text has more than {@link Log#MOST_TEXT} characters. */
    TOO_LONG;

    /** To be thrown by a server; {@code what} is for a reader of the message. */
    public IOException because(String what) {
        return new IOException(name() + ": " + what);
    }
}
