package java.atoll;

import java.lang.invoke.VarHandle;
import jdk.internal.vm.annotation.ForceInline;

/** Whom a gate calls: the object that serves, and the process that it runs in. Gone from its {@link Link} when that dies. */
public final class Callee {
    /** Null for the host. */
    final World world;

    /** What {@link Visit#here} becomes. */
    public final int here;

    public final Object object;

    /** Methods that only read, which gates call without entering: bit {@code i} for method {@code i}. None of the host's. */
    public final long pure;

    /** As this, but with no such methods; itself if it has none. */
    private final Callee entered;

    /** The {@link #world}, or null as long as who enters leaves again; who is in stays. */
    private volatile World open;

    /** {@code world} has the slot, or is null for the host. */
    Callee(World world, int slot, Object object, long pure) {
        this.world = world;
        this.here = world == null ? Visit.HOST : slot + 1;
        this.object = object;
        this.pure = pure;
        this.entered = pure == 0 ? this : new Callee(world, slot, object, 0);
        this.open = world;
    }

    /** For a capability for these methods: its gates look at {@link #pure} alone. */
    Callee within(long methods) {
        return (pure & ~methods) == 0 ? this : entered;
    }

    /** Who enters from now on leaves again, until {@link #resume}. Not of the host. */
    public void suspend() {
        open = null;
        entered.open = null;
    }

    public void resume() {
        open = world;
        entered.open = world;
    }

    public boolean isSuspended() {
        return open != world;
    }

    /** First thing in the callee: sees what happened while the caller was on its way in. */
    @ForceInline
    public void begin() {
        if (open != world || world != null && world.killed) {
            throw Suspended.INSTANCE;
        }
    }

    /** Whether a caller was told so by {@link #begin}: it did nothing in the callee. */
    public static boolean isTurnedAway(Throwable thrown) {
        return thrown == Suspended.INSTANCE;
    }

    /** Whether what was read of a process's object until now is an answer: it is neither killed nor suspended. */
    @ForceInline
    public boolean stands() {
        // Costs nothing on x86, and keeps what was read from being read after.
        VarHandle.loadLoadFence();
        World now = open;
        return now != null && !now.killed;
    }

    /** Ends the call when the callee is killed: what it says then is no answer. */
    @ForceInline
    public void poll() {
        if (world != null && world.killed) {
            throw Killed.INSTANCE;
        }
    }
}
