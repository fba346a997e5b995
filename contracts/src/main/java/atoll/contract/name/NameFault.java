package atoll.contract.name;

import atoll.contract.Fault;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Why a call to a {@link NameSpace} did nothing. The message of the {@code IOException} begins with the name of one of these
 * and a colon.
 */
public enum NameFault implements Fault {
    /** Nothing is there. */
    NOT_FOUND,
    /** The path has a binding, and {@link Place#NEW} was asked for. */
    TAKEN,
    /** What is to be taken away or replaced was bound through another capability. */
    NOT_YOURS,
    /** An argument that makes no sense: a path with {@code ..}, nothing to bind, a tree that is no name space. */
    INVALID,
    /** A path of too many characters or components. */
    TOO_LONG,
    /** The tree would lie in itself, or more trees lie one in the other than anybody needs. */
    LOOP,
    /** As many names and copies as this name space may have are there. */
    NO_ROOM,
    /** The name space is closed, or a tree on the way was revoked. */
    GONE,
    /** The server is not there, or does not answer. */
    UNAVAILABLE;

    /** Which of these was meant; null if none was said. */
    public static @Nullable NameFault in(IOException thrown) {
        return Fault.in(thrown, values());
    }
}
