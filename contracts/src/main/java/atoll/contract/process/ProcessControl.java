package atoll.contract.process;

import atoll.contract.Idempotent;
import atoll.contract.Right;

/** Power over processes, by number. A service that is ended so is started again by its supervisor, as after any death. */
public interface ProcessControl {
    /** Does it, and returns at once; false when none that lives has that number. */
    @Right("signal")
    @Idempotent
    boolean signal(int pid, ProcessSignal signal);
}
