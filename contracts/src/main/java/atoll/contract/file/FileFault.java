package atoll.contract.file;

import atoll.contract.Fault;
import java.io.IOException;

/**
 * Why a call to a {@link FileTree} or a block device did nothing. The message of the {@code IOException} begins with the
 * name of one of these and a colon; without one it is {@link #BROKEN}.
 */
public enum FileFault implements Fault {
    /** The folder has nothing of that name. */
    NOT_FOUND(2),
    /** Something went wrong below the server, and the message says what. */
    BROKEN(5),
    /** The server itself may not. */
    DENIED(13),
    /** The name is taken. */
    EXISTS(17),
    /** It is in a folder of another device. */
    OTHER_DEVICE(18),
    NOT_A_FOLDER(20),
    IS_A_FOLDER(21),
    /** An argument that makes no sense: a negative offset, a name with a slash, a folder to be moved into itself. */
    INVALID(22),
    TOO_LARGE(27),
    NO_SPACE(28),
    /** The server was given what it serves for reading alone. */
    READ_ONLY(30),
    NAME_TOO_LONG(36),
    NOT_EMPTY(39),
    /** A chain of links that is too long; found by clients, which follow links. */
    TOO_MANY_LINKS(40),
    /** The id names nothing that the server knows: it is gone, or was asked of a server before this one. */
    STALE(116);

    private final int errno;

    FileFault(int errno) {
        this.errno = errno;
    }

    /** The number of the same error in Linux. */
    public int errno() {
        return errno;
    }

    /** Which of these a server meant. */
    public static FileFault in(IOException thrown) {
        FileFault said = Fault.in(thrown, values());
        return said == null ? BROKEN : said;
    }
}
