package atoll.contract;

/** A counter that others signal and this process waits for; {@link Names#notification} gives one. When the right to wait is
 * revoked, each method ends in {@link Revoked}, also for who waits, and what was counted stays. */
public interface Notification {
    /** How often it was signalled since it was last asked, and from now on 0. */
    long poll();

    /** As {@link #poll}, but waits until that is not 0. */
    long await() throws InterruptedException;

    /** As {@link #await()}, but for so many milliseconds at most; 0 when nobody has signalled by then. */
    long await(long millis) throws InterruptedException;
}
