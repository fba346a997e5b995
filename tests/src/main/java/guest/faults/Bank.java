package guest.faults;

import atoll.contract.Idempotent;
import atoll.contract.Right;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A server with state whose loss or doubling shows: what the fault campaign calls. A contract, as is the one inside. */
public interface Bank {
    /** {@code left} and {@code right} are 1,000 together, always. */
    record Books(long left, long right, long moves) {}

    /** Where the books are kept; it outlives the bank. */
    interface Ledger {
        void save(Books books);

        @Nullable Books load();
    }

    /** Moves that much from the left to the right, once; returns how many moves there were. */
    @Right("move")
    long move(long amount);

    @Idempotent
    Books books();

    /** The bytes, each raised by one. */
    @Idempotent
    byte[] raised(byte[] bytes);

    /** Reads from a pipe to which nobody writes. */
    void read() throws IOException;
}
