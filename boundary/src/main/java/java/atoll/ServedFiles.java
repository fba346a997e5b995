package java.atoll;

import java.io.FileDescriptor;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The files of one process that other processes serve, as the JDK asks for them. A call with paths comes in two steps: one
 * of the {@code leads} methods, which says whether a path leads to a served file, and then, at once and on the same
 * thread, what is to be done with it. Neither may be called with a lock of the kernel held: servers are called.
 *
 * <p>An open file has a number that no descriptor of the host has, so a native call that no hook catches ends in
 * {@code EBADF}.
 */
public abstract class ServedFiles {
    /** The first number of a served file; no host lets a program have as many. */
    static final int FIRST = 1 << 30;

    /** Of one process; what Linux lets one have by default. */
    private static final int MOST_OPEN = 4096;

    private static final AtomicInteger NUMBERS = new AtomicInteger(FIRST);

    /** Of all processes, for descriptors that nobody closed are given back on a thread that is in none. */
    private static final ConcurrentHashMap<Integer, Open> OPEN = new ConcurrentHashMap<>();

    private final AtomicInteger opened = new AtomicInteger();

    /** What has a number. */
    public abstract static class Open {
        final ServedFiles owner;

        protected Open(ServedFiles owner) {
            this.owner = owner;
        }
    }

    /** An open file, with a position. {@code at} -1: there, and it moves. */
    public abstract static class Opened extends Open {
        protected Opened(ServedFiles owner) {
            super(owner);
        }

        /** How many bytes; -1 at the end of the file. */
        protected abstract int read(long at, byte[] into, int from, int length) throws Errno;

        protected abstract void write(long at, byte[] bytes, int from, int length) throws Errno;

        protected abstract long position();

        protected abstract void position(long to);

        protected abstract void resize(long size) throws Errno;

        protected abstract void flush() throws Errno;

        protected abstract FileStat stat() throws Errno;

        protected abstract void touch(long modified) throws Errno;

        /** Two numbers that all open files of this kernel that are the same file have in common, for the JDK's table of locks. */
        protected abstract long[] key() throws Errno;

        protected final long size() throws Errno {
            return stat().size();
        }
    }

    /** An open folder. */
    public abstract static class Names extends Open {
        protected Names(ServedFiles owner) {
            super(owner);
        }

        /** The next name; null at the end. */
        protected abstract String next() throws Errno;
    }

    // -- numbers

    static boolean isNumber(int descriptor) {
        return descriptor >= FIRST;
    }

    /** A number for it, until {@link #close} or {@link #closeAll}. */
    protected static int number(Open open) {
        while (true) {
            int number = NUMBERS.getAndUpdate(n -> n == Integer.MAX_VALUE ? FIRST : n + 1);
            if (OPEN.putIfAbsent(number, open) == null) {
                open.owner.opened.incrementAndGet();
                return number;
            }
        }
    }

    static Open open(int number) throws Errno {
        Open open = OPEN.get(number);
        if (open == null || open.owner != running()) {
            throw new Errno(Errno.EBADF);
        }
        return open;
    }

    static Opened file(int number) throws Errno {
        if (open(number) instanceof Opened file) {
            return file;
        }
        throw new Errno(Errno.EBADF);
    }

    static Opened file(FileDescriptor descriptor) throws Errno {
        return file(Standard.number(descriptor));
    }

    static void close(int number) throws Errno {
        remove(number, open(number));
    }

    /** Nobody has the descriptor any more: on a thread of the process that had it, or of none. */
    static void forget(int number) {
        Open open = OPEN.get(number);
        World world = Identity.current();
        if (open != null && (world == null || open.owner == world.served())) {
            remove(number, open);
        }
    }

    private static boolean remove(int number, Open open) {
        boolean removed = OPEN.remove(number, open);
        if (removed) {
            open.owner.opened.decrementAndGet();
        }
        return removed;
    }

    /** Closes all that this process has open; says how many. */
    protected final int closeAll() {
        int count = 0;
        for (var entry : OPEN.entrySet()) {
            if (entry.getValue().owner == this && remove(entry.getKey(), entry.getValue())) {
                count++;
            }
        }
        return count;
    }

    // -- paths, step one

    /** Whether the path leads to a served file, or to where one can be made; {@code follow}: through a last link. */
    protected abstract boolean leads(String path, boolean follow);

    /** Whether one of two names is a served file's. */
    protected abstract boolean leads(String from, String to);

    // -- paths, step two

    /** {@code flags}: of {@code open(2)}. {@code files}: a folder cannot be opened. */
    protected abstract Opened open(int flags, boolean files) throws Errno;

    protected abstract FileStat stat() throws Errno;

    /** {@code wanted}: of {@code access(2)}. */
    protected abstract void access(int wanted) throws Errno;

    protected abstract void touch(long modified) throws Errno;

    protected abstract Names list() throws Errno;

    protected abstract String target() throws Errno;

    protected abstract void makeFolder() throws Errno;

    protected abstract void makeLink(String target) throws Errno;

    /** Of that kind: {@link Boolean#TRUE} a folder, {@link Boolean#FALSE} none; null: of either. */
    protected abstract void remove(Boolean folder) throws Errno;

    /** From the first name to the second. */
    protected abstract void rename() throws Errno;

    // -- for hooks

    /** The running process's; null when it has none, and no path need be looked at. */
    static ServedFiles running() {
        World world = Identity.current();
        return world == null ? null : world.served();
    }

    /** As {@link #running}; throws when there is none. */
    static ServedFiles mine() throws Errno {
        ServedFiles served = running();
        if (served == null) {
            throw new Errno(Errno.EBADF);
        }
        return served;
    }

    /** The same, for what is to have a number; not exact when several threads open files at once. */
    static ServedFiles withRoom() throws Errno {
        ServedFiles served = mine();
        if (served.opened.get() >= MOST_OPEN) {
            throw new Errno(Errno.EMFILE);
        }
        return served;
    }

    final boolean leadTo(String path, boolean follow) {
        Headroom.need();
        return leads(path, follow);
    }

    final boolean leadTo(String from, String to) {
        Headroom.need();
        return leads(from, to);
    }
}
