package atoll.contract;

/** The right to signal a {@link Notification}; {@link Names#signal} gives it. {@link Revoked}, and nothing is counted, when it is. */
public interface Signal {
    /** Counts {@code times} more, at least 1; never waits. A counter that is full stays at {@link Long#MAX_VALUE}. */
    void signal(long times);
}
