package java.atoll;

/** What a {@link Gate} asks of the kernel's capability behind it. */
public abstract class Link {
    /** Whom to call; null when there is nobody, or when the capability was revoked. */
    public volatile Callee callee;

    /** The methods that may be called: bit {@code i} for method {@code i}. */
    public final long methods;

    /** Calls run on a thread of the callee, so that the caller can leave. */
    public final boolean apart;

    protected Link(long methods, boolean apart) {
        this.apart = apart;
        this.methods = methods;
    }

    /** A callee in {@code world}, which is null for the host; {@code pure} as {@link Callee#pure}. */
    protected static Callee callee(World world, int slot, Object object, long pure) {
        return new Callee(world, slot, object, pure);
    }

    /** As a capability for these methods has it. */
    protected static Callee within(Callee callee, long methods) {
        return callee.within(methods);
    }

    protected static World world(Callee callee) {
        return callee.world;
    }

    /** The process that is running, or null for the host. */
    protected static World caller() {
        return Identity.current();
    }

    /** Whom to call after all, once {@link #callee} was null; throws when there is nobody. */
    public abstract Callee missing(int method);

    /** Why the method may not be called. */
    public abstract Throwable refused(int method);

    /** What the caller gets for what the callee threw at the {@code tries}th try; null: it is to try again. */
    public abstract Throwable failed(Callee callee, int method, Throwable thrown, int tries);

    /** The call on a thread of the callee's own. */
    public abstract Object away(Gate gate, Callee callee, int method, Object[] arguments) throws Throwable;

    /** As {@link #away}, but from the beginning and on whichever thread: a call that regions cross with. */
    public abstract Object carry(Gate gate, int method, Object[] arguments) throws Throwable;

    /** A message whose parts the JVM did not check, for their types are interfaces; throws when it is none. */
    public abstract Object admit(Object message, Class<?> type);
}
