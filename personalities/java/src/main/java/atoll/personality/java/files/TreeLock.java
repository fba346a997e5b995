package atoll.personality.java.files;

import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Holds names still between the resolving of a path and the system call that uses it. All calls hold it shared; those
 * that can put a symbolic link where there was none (rename, link, symlink) hold it alone. It guards against processes
 * of this kernel; the host's own programs can still race, as they can with anything.
 */
final class TreeLock {
    private static final ReentrantReadWriteLock LOCK = new ReentrantReadWriteLock();

    /** What the running thread asked for, and whether it is inside the resolver, whose own file calls pass. */
    static final class Hold {
        boolean resolving;
        /** Descriptor of the socket that the thread is connecting to, or -1. */
        int pin = -1;

        Runnable afterPin = () -> {};

        String guest = "";
        String host = "";
    }

    private static final ThreadLocal<Hold> HOLD = ThreadLocal.withInitial(Hold::new);

    private TreeLock() {}

    static Hold hold() {
        return HOLD.get();
    }

    static void acquire(boolean alone, boolean bringsLinks) {
        if (held()) {
            return;
        }
        if (alone) {
            LOCK.writeLock().lock();
            if (bringsLinks) {
                NameSpace.namesMove();
            }
        } else {
            LOCK.readLock().lock();
        }
    }

    /** Asks the lock itself, not a note of ours: a note could be missing after a stack overflow or a kill. */
    static void release() {
        if (LOCK.isWriteLockedByCurrentThread()) {
            LOCK.writeLock().unlock();
        } else if (LOCK.getReadHoldCount() > 0) {
            LOCK.readLock().unlock();
        }
    }

    static boolean held() {
        return LOCK.isWriteLockedByCurrentThread() || LOCK.getReadHoldCount() > 0;
    }
}
