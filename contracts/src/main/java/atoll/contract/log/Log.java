package atoll.contract.log;

import atoll.contract.Idempotent;
import atoll.contract.Right;
import java.io.IOException;

/**
 * A log, for one client: what it appends stands there under the name that the system gave it, which it can neither choose nor
 * change.
 *
 * <p><b>What is kept</b>: in memory the last records of each client, as many as it has room for, so who writes much pushes out
 * its own; and in a file, if the server was given one, the last of all together. Numbers have no holes but for records that
 * are gone, so a reader can count what it missed.
 *
 * <p><b>When the server dies</b> calls wait for the next one and are made again there. Numbers go on. Records that were in the
 * file are back; {@link #append} returns after the file has the record, unless the file's server fails, and then it is written
 * with the next ones. Without a file all records are gone. The log then says itself, in a record of its own, how many were lost. A
 * record whose append lost its server may be there twice.
 *
 * <p><b>Following</b>: a reader is given a notification, {@code log news}, which is signalled for each record, and by each new
 * server. It reads what is there, waits for that, and reads on. No thread waits in the server.
 *
 * <p><b>Errors</b>: {@code IOException} with a {@link LogFault}. <b>Rights</b>: {@code append} and {@code read}; who reads
 * reads what all have appended. Calls run on threads of the server and have a deadline.
 */
public interface Log {
    /** Characters in the text of a record. */
    int MOST_TEXT = 8_192;

    /** Records that {@link #read} gives at a time. */
    int MOST_RECORDS = 1_000;

    /** Appends a record; returns its number. {@code INVALID}, {@code TOO_LONG}. Cost: a write to the file, if there is one. */
    @Right("append")
    @Idempotent
    long append(Severity severity, String text) throws IOException;

    /**
     * The records that are kept and come after number {@code seen}, the oldest first, at most {@code most} of them; none when
     * there are none yet. {@code INVALID} for a negative {@code seen} and for {@code most} below 1. Cost: a look-up.
     */
    @Right("read")
    @Idempotent
    LogRecord[] read(long seen, int most) throws IOException;

    /** The number of the last record that was appended; 0 when there was none. Cost: a look-up. */
    @Right("read")
    @Idempotent
    long last();
}
