package atoll.system.trace;

import org.jspecify.annotations.Nullable;

/** Has calls counted for one who asks from time to time and does not say when it no longer will. */
public final class Attention {
    private final CallCounts counts;
    private final long patienceNanos;

    // Guarded by this.
    private CallCounts.@Nullable Counting counting;
    private long lastNanos;

    /** Who has not asked for {@code patienceNanos} is gone. */
    public Attention(CallCounts counts, long patienceNanos) {
        this.counts = counts;
        this.patienceNanos = patienceNanos;
    }

    /** It asks. */
    public synchronized void pay() {
        if (counting == null) {
            counting = counts.begin();
        }
        lastNanos = System.nanoTime();
    }

    /** From time to time: counts no more for who is gone. */
    public synchronized void look() {
        if (counting != null && System.nanoTime() - lastNanos > patienceNanos) {
            counting.close();
            counting = null;
        }
    }
}
