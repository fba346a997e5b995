package atoll.server.clock;

import atoll.contract.clock.Clock;
import atoll.contract.clock.ClockFault;
import atoll.contract.clock.ClockOffset;
import java.io.IOException;
import java.time.Instant;

/** The clock; its offset is saved first, and set by one store. */
final class Wall implements Clock {
    private static final long NANOS = 1_000_000_000;

    private final ClockOffset kept;

    /** Written under this. */
    private volatile long offset;

    Wall(ClockOffset kept) {
        this.kept = kept;
        Long saved = kept.load();
        offset = saved == null ? 0 : saved;
    }

    @Override
    public long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * NANOS + now.getNano() + offset;
    }

    @Override
    public long monotonic() {
        return System.nanoTime();
    }

    @Override
    public long offset() {
        return offset;
    }

    @Override
    public synchronized void setOffset(long nanos) throws IOException {
        if (nanos > MOST_OFFSET || nanos < -MOST_OFFSET) {
            throw ClockFault.INVALID.because("an offset of " + nanos + "; it is at most " + MOST_OFFSET);
        }
        kept.save(nanos);
        offset = nanos;
    }
}
