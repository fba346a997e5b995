package guest;

import atoll.contract.Completion;
import atoll.contract.Ring;
import java.util.HashMap;
import java.util.Map;

/** The synchronous form of a contract, on top of its asynchronous one. */
final class Synchronous {
    private final Ring<?> ring;
    private final Map<Long, Completion> early = new HashMap<>();

    Synchronous(Ring<?> ring) {
        this.ring = ring;
    }

    /** Submits what was gathered, and waits for the call with that ticket; others that complete before are kept. */
    Completion await(long ticket) {
        ring.submit();
        Completion found = early.remove(ticket);
        while (found == null) {
            Completion next;
            try {
                next = ring.take();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (next.ticket() == ticket) {
                found = next;
            } else {
                early.put(next.ticket(), next);
            }
        }
        return found;
    }
}
