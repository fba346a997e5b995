package atoll.contract.process;

import atoll.contract.Idempotent;

/** Served by a process that can say that it is well, under the name {@code health}. */
public interface Health {
    /** Returns, if the process is well. Errors: whatever it throws counts as no answer. Cost: should be none. */
    @Idempotent
    void beat();
}
