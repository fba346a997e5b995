package java.atoll;

/** Whom a gate calls: the object that serves, and the process that it runs in. Gone from its {@link Link} when that dies. */
public final class Callee {
    /** Null for the host. */
    final World world;

    /** What {@link Visit#here} becomes. */
    public final int here;

    public final Object object;

    /** Who enters from now on leaves again; who is in stays. */
    public volatile boolean suspended;

    /** {@code world} has the slot, or is null for the host. */
    Callee(World world, int slot, Object object) {
        this.world = world;
        this.here = world == null ? Visit.HOST : slot + 1;
        this.object = object;
    }

    /** First thing in the callee: sees what happened while the caller was on its way in. */
    public void begin() {
        if (suspended || world != null && world.killed) {
            throw Suspended.INSTANCE;
        }
    }

    /** Whether a caller was told so by {@link #begin}: it did nothing in the callee. */
    public static boolean isTurnedAway(Throwable thrown) {
        return thrown == Suspended.INSTANCE;
    }

    /** Ends the call when the callee is killed: what it says then is no answer. */
    public void poll() {
        if (world != null && world.killed) {
            throw Killed.INSTANCE;
        }
    }
}
