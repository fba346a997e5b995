package atoll.contract;

/** The end of a port that puts messages in; {@link Names#sender} gives one. Any thread may use it. */
public interface Sender<M> {
    /**
     * Puts the message in, for the receiver to take in this order; never waits. An array is copied.
     *
     * <p><b>Errors</b>: {@link Busy} when the port is full, {@link PeerDied} when its receiver died and there is no other yet,
     * {@link Refused} when the message is not what the port carries, {@link Revoked} when the right to send is revoked. Then it
     * was not put in. <b>Cost</b>: a lock, and a
     * wake-up if the receiver waits.
     */
    void send(M message);
}
