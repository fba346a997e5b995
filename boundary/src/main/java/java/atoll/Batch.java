package java.atoll;

/**
 * Where {@link Calls} writes its calls: entries of some words and some references each. Used by one thread alone, whose
 * stack may end anywhere: a call is there once {@link #tail} is raised, which is a store without a call after it.
 */
public abstract class Batch {
    /** The low bits of an entry's first word: the method's number. */
    public static final int METHOD_BITS = 8;

    /** Above the method: how many servers died with the call. */
    public static final int TRIES_BITS = 8;

    public static final int TICKET_SHIFT = METHOD_BITS + TRIES_BITS;

    public long[] words;
    public Object[] references;

    /** One more than the last entry. */
    public long tail;

    // For the kernel.
    /** The thread that may call. */
    protected long owner;

    /** The methods that may be called: bit {@code i} for method {@code i}. */
    protected final long methods;

    /** What {@link #tail} must stay below, as far as known. */
    protected long limit;

    /** Added to an entry's position it gives the ticket. */
    protected long base;

    protected int mask;
    protected final int stride;

    protected Batch(long owner, long methods, int stride) {
        this.owner = owner;
        this.methods = methods;
        this.stride = stride;
    }

    /** The place of the next entry, of a call to the method; throws when it may not be made. */
    public final int begin(int method) {
        if (tail >= limit || Thread.currentThread().threadId() != owner || (methods & 1L << method) == 0) {
            hold(method);
        }
        int place = (int) tail & mask;
        words[place * stride] = tail + base << TICKET_SHIFT | method;
        return place;
    }

    /** Throws unless the call can be made after all. */
    protected abstract void hold(int method);

    /** Gathers a call that regions cross with; throws, with nothing done, when it may not be made. */
    public abstract void pass(int method, Object[] arguments);

    /** A message whose parts the JVM did not check, for their types are interfaces; throws when it is none. */
    public abstract Object admit(Object message, Class<?> type);
}
