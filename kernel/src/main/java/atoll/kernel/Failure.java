package atoll.kernel;

import atoll.contract.Late;
import atoll.contract.PeerDied;
import atoll.contract.PeerFailed;
import atoll.contract.Refused;
import atoll.contract.Revoked;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Why a call of a ring has no result: text, from which the client makes the exception on its own thread. */
record Failure(Kind kind, String thrown, @Nullable String message) {
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
    static final Failure UNKNOWN =
            new Failure(Kind.FAILED, "java.lang.OutOfMemoryError", "no memory is left to say why");

    Failure(Kind kind, @Nullable String message) {
        this(kind, "", message);
    }

    Exception exception() {
        String text = String.valueOf(message);
        return switch (kind) {
            case DIED -> new PeerDied(text);
            case FAILED -> new PeerFailed(thrown, text);
            case REFUSED -> new Refused(text);
            case REVOKED -> new Revoked(text);
            case LATE -> new Late(text);
            case IO -> new IOException(message);
        };
    }
}
