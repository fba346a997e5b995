package java.atoll;

/**
 * What hears of the calls of one server while these are watched: it stands behind a {@link Tapped} object, which is called in place of
 * what serves.
 */
public abstract class Tap {
    /** What serves. */
    public final Object target;

    protected Tap(Object target) {
        this.target = target;
    }

    /** The time. Where there is no stack for {@link #after} the call ends here, and has not begun. */
    public final long before() {
        Headroom.need();
        return System.nanoTime();
    }

    /** The call has ended; {@code thrown} is null when it has returned. In the server, as its own code is. */
    public abstract void after(int method, long begun, Throwable thrown);

    /** What hears of the calls of {@code called}; null when nothing does. */
    protected static Tap of(Object called) {
        return called instanceof Tapped tapped ? tapped.tap : null;
    }

    /** Who has called into the process that the running thread is in; null: the host, or on a thread of that process. */
    protected static World caller() {
        return Visit.caller();
    }
}
