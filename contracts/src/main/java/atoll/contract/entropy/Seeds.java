package atoll.contract.entropy;

import atoll.contract.Idempotent;

/** Where a server of {@link Entropy} begins: served by the host, from what its operating system gathers. */
public interface Seeds {
    /** So many bytes, from 1 to 1,024, never the same twice. */
    @Idempotent
    byte[] seed(int count);
}
