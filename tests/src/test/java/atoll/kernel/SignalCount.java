package atoll.kernel;

/** What a notification has counted, without taking it. */
public final class SignalCount {
    private SignalCount() {}

    public static long of(SignalCounter counter) {
        synchronized (counter.lock) {
            return counter.count;
        }
    }
}
