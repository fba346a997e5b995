package atoll.contract;

import org.jspecify.annotations.Nullable;

/** The end of a port that takes messages out; {@link Names#receiver} gives one. A port has one receiving process at a time. When
 * the right to receive is revoked, each method ends in {@link Revoked}, also for who waits, and what was not taken stays for others. */
public interface Receiver<M> {
    /** The next message; waits for it. Throws {@link InterruptedException} when the thread is interrupted meanwhile. */
    M take() throws InterruptedException;

    /** The next message, or null when there is none. */
    @Nullable M poll();

    /** Puts the messages that are there into {@code into}, as many as fit; returns how many. Never waits. */
    int drain(M[] into);
}
