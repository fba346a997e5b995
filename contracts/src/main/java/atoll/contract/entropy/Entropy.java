package atoll.contract.entropy;

import atoll.contract.Idempotent;
import atoll.contract.Lent;
import atoll.contract.Region;
import atoll.contract.Right;
import java.io.IOException;

/**
 * Random bytes for keys and the like: nobody who has not got them can guess them, whatever others he has got. No two calls give the
 * same, of whichever server. A call that lost its server is made again, and gets other bytes.
 *
 * <p><b>Errors</b>: {@code IOException} with an {@link EntropyFault}. <b>Rights</b>: {@code draw}.
 */
public interface Entropy {
    /** The most that one call gives. */
    int MOST_BYTES = 1 << 20;

    /** So many bytes. {@code INVALID} below 0 and above {@link #MOST_BYTES}. Cost: a hash for each 64, and a copy. */
    @Right("draw")
    @Idempotent
    byte[] bytes(int count) throws IOException;

    /**
     * Fills {@code length} bytes of the region, from {@code at} on. {@code INVALID} for what is not in the region, and above
     * {@link #MOST_BYTES}; when the call fails, a part may be filled. Cost: a hash for each 64.
     */
    @Right("draw")
    @Idempotent
    void fill(@Lent Region into, int at, int length) throws IOException;
}
