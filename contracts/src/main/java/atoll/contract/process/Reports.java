package atoll.contract.process;

import atoll.contract.Idempotent;
import atoll.contract.Right;
import org.jspecify.annotations.Nullable;

/** The log of what died and what was done about it. It keeps the last thousand. */
public interface Reports {
    /** Adds a report, which is given the next number. Cost: a store. */
    @Right("file")
    void file(Report report);

    /** The first that is kept after number {@code seen}; null when there is none. Cost: a look-up. */
    @Idempotent
    @Nullable Report next(long seen);

    /** How many there were. */
    @Idempotent
    long count();
}
