package atoll.kernel;

import atoll.contract.Late;
import atoll.contract.PeerDied;
import atoll.contract.PeerFailed;
import atoll.contract.Refused;
import atoll.contract.Revoked;
import java.io.IOException;

/** Why a call of a ring has no result: text, from which the client makes the exception on its own thread. */
record Failure(Kind kind, String thrown, String message) {
    /** Which exception. */
    enum Kind {
        DIED,
        FAILED,
        REFUSED,
        REVOKED,
        LATE,
        IO
    }

    /** For want of memory to say more. */
    static final Failure UNKNOWN = new Failure(Kind.FAILED, "java.lang.OutOfMemoryError", "no memory is left to say why");

    Failure(Kind kind, String message) {
        this(kind, "", message);
    }

    Exception exception() {
        return switch (kind) {
            case DIED -> new PeerDied(message);
            case FAILED -> new PeerFailed(thrown, message);
            case REFUSED -> new Refused(message);
            case REVOKED -> new Revoked(message);
            case LATE -> new Late(message);
            case IO -> new IOException(message);
        };
    }
}
