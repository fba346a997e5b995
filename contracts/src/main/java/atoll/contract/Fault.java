package atoll.contract;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Why a call did nothing: what the enums of a contract's errors have in common. An error crosses as an {@code IOException}
 * whose message begins with the name of one of these and a colon; it is made and read here alone.
 */
public interface Fault {
    String name();

    /** To be thrown by a server; {@code what} is for a reader of the message. */
    default IOException because(String what) {
        return new IOException(name() + ": " + what);
    }

    /** Which of {@code faults} a server meant; null if it said none of them. */
    static <F extends Fault> @Nullable F in(Exception thrown, F[] faults) {
        String text = String.valueOf(thrown.getMessage());
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        for (F fault : faults) {
            if (fault.name().equals(name)) {
                return fault;
            }
        }
        return null;
    }

    /** What a server said besides its fault. */
    static String said(Exception thrown) {
        String text = String.valueOf(thrown.getMessage());
        int colon = text.indexOf(':');
        return colon < 0 ? text : text.substring(colon + 1).strip();
    }
}
