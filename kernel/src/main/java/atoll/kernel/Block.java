package atoll.kernel;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The bytes of a region, of which each owner has an {@link OwnedRegion}; the lock of all of them. */
final class Block {
    private final Kernel kernel;
    final int size;

    // Guarded by this.
    @Nullable ByteBuffer memory;

    /** Threads that are using it, through whichever handle. */
    int users;

    /** Of the users, those that could not count themselves out. Without the lock: see {@link OwnedRegion}. */
    volatile int stuck;

    /** Read-only for ever, and with any number of owners. */
    boolean shared;

    /** The last owner is gone: the last user frees the memory. */
    boolean doomed;

    /** Of the owners of a shared block, by {@link OwnedRegion#next}: the one that is charged. */
    @Nullable OwnedRegion first;

    Block(Kernel kernel, ByteBuffer memory) {
        this.kernel = kernel;
        this.memory = memory;
        this.size = memory.capacity();
    }

    int users() {
        return users - stuck;
    }

    /**
     * The last owner is gone, or the last user after it: without the lock. Should the stack end here, the JVM frees the
     * memory when nobody holds the buffer any more.
     */
    void free() {
        ByteBuffer freed;
        synchronized (this) {
            if (users() > 0 || !doomed) {
                return;
            }
            freed = memory;
            memory = null;
        }
        if (freed != null) {
            kernel.memory().free(freed);
        }
    }

    /** One more owner; with the lock. The first stays the first. No call: see {@link Passage}. */
    void owns(OwnedRegion owner) {
        OwnedRegion head = first;
        if (head == null) {
            first = owner;
        } else {
            owner.next = head.next;
            head.next = owner;
        }
    }

    /** One owner less; with the lock. */
    void disowns(OwnedRegion owner) {
        OwnedRegion before = null;
        for (OwnedRegion at = first; at != null; at = at.next) {
            if (at == owner) {
                if (before == null) {
                    first = at.next;
                } else {
                    before.next = at.next;
                }
                at.next = null;
                return;
            }
            before = at;
        }
    }
}
