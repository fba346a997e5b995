package atoll.contract.terminal;

import atoll.contract.Idempotent;
import java.io.IOException;

/**
 * A session as whoever has the keyboard and the screen drives it: the host's terminal, a channel of SSH, a web socket. Keys and
 * screen are two streams of bytes with positions, so that each call may be made again. No call waits: the driver waits for
 * {@code driver output} and {@code driver room} at home.
 *
 * <p><b>When the server dies</b> no key is lost or taken twice; of the screen up to {@link Terminal#ROOM} bytes and echoes are.
 * <b>When the driver's process dies</b> the session is hung up. <b>Errors</b>: {@code IOException} with a {@link TerminalFault};
 * {@code GONE} of every call with an {@code opening} that is not the session's, or is hung up.
 */
public interface TerminalDriver {
    /**
     * Opens the session for the driver, who chooses the number {@code opening}, at random and not 0, with new modes and nothing typed.
     * Who had opened it before is hung up: processes that were given the terminal before this have it no more. Again with the same
     * number it does nothing.
     */
    @Idempotent
    void open(long opening, Size size) throws IOException;

    /**
     * Types keys, of which the first has the position {@code at}, counted from 0; returns the position up to which all are taken. If that
     * is not all, wait for {@code driver room}. {@code INVALID}: keys before it are missing, or more than {@link Terminal#MOST}.
     */
    @Idempotent
    long type(long opening, long at, byte[] keys) throws IOException;

    /**
     * What is to be shown from that position on, {@code most} bytes at most, and none if there is nothing: wait for {@code driver output}.
     * What is before it was shown, and is forgotten. {@code LOST}: go on at {@link #shown}.
     */
    @Idempotent
    byte[] screen(long opening, long from, int most) throws IOException;

    /** The position of what is to be shown next. What is missing before it was dropped by ^C, or lost with a server. */
    @Idempotent
    long shown(long opening) throws IOException;

    @Idempotent
    void resize(long opening, Size size) throws IOException;

    @Idempotent
    void hangUp(long opening) throws IOException;
}
