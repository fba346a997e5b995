package guest;

import atoll.contract.Idempotent;

/** Says which of many it is; for tests that find endpoints by their names. */
public interface Tag {
    @Idempotent
    int number();
}
