package java.atoll;

import java.lang.reflect.Array;

/**
 * The superclass of the classes that are generated for the asynchronous form of a contract. Its methods gather calls in a
 * {@link Batch}; {@link #run} makes one. No {@link Gate}: it does not cross.
 */
public abstract class Calls {
    protected final Batch batch;

    protected Calls(Batch batch) {
        this.batch = batch;
    }

    /**
     * Calls the method of that number on {@code object}: its arguments are in the two arrays, from {@code word} and
     * {@code reference} on, and its result comes before them.
     */
    public abstract void run(Object object, int method, long[] words, int word, Object[] references, int reference)
            throws Throwable;

    /** A copy of an array. */
    protected static Object copy(Object array) {
        if (array == null) {
            return null;
        }
        int length = Array.getLength(array);
        Object copy = Array.newInstance(array.getClass().getComponentType(), length);
        System.arraycopy(array, 0, copy, 0, length);
        return copy;
    }

    @Override
    public final String toString() {
        return batch.toString();
    }

    @Override
    public final int hashCode() {
        return System.identityHashCode(batch);
    }

    @Override
    public final boolean equals(Object other) {
        return other == this;
    }
}
