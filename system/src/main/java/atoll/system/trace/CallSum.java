package atoll.system.trace;

/**
 * Calls together.
 *
 * @param failed of them ended in an exception of the server's
 * @param nanos that all took in the server
 */
public record CallSum(long count, long failed, long nanos) {
    static final CallSum NONE = new CallSum(0, 0, 0);

    public CallSum plus(CallSum other) {
        return new CallSum(count + other.count, failed + other.failed, nanos + other.nanos);
    }

    CallSum minus(CallSum other) {
        return new CallSum(count - other.count, failed - other.failed, nanos - other.nanos);
    }
}
