package atoll.personality.java.files;

import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Holds names still between the resolving of a path and the system call that uses it. All calls hold it shared; those
 * that can put a symbolic link where there was none (rename, link, symlink) hold it alone. It guards against processes
 * of this kernel; the host's own programs can still race, as they can with anything.
 */
final class TreeLock {
    private static final ReentrantReadWriteLock LOCK = new ReentrantReadWriteLock();

    /** What the running thread holds, and whether it is inside the resolver, whose own file calls pass. */
    static final class Hold {
        boolean resolving;
        int shared;
        int exclusive;
        String guest = "";
        String host = "";
    }

    private static final ThreadLocal<Hold> HOLD = ThreadLocal.withInitial(Hold::new);

    private TreeLock() {}

    static Hold hold() {
        return HOLD.get();
    }

    static void acquire(Hold hold, boolean alone) {
        if (hold.shared + hold.exclusive > 0) {
            return;
        }
        if (alone) {
            LOCK.writeLock().lock();
            hold.exclusive = 1;
            NameSpace.namesMove();
        } else {
            LOCK.readLock().lock();
            hold.shared = 1;
        }
    }

    static void release(Hold hold) {
        if (hold.exclusive > 0) {
            hold.exclusive = 0;
            LOCK.writeLock().unlock();
        } else if (hold.shared > 0) {
            hold.shared = 0;
            LOCK.readLock().unlock();
        }
    }
}
