package java.atoll;

/** More hooks: what the management beans tell a process, of threads its own platform threads. */
public final class OwnThreads {
    /** No thread has it: the beans answer as for a thread that has ended. */
    private static final long NOBODY = Long.MAX_VALUE;

    private OwnThreads() {}

    /** What {@code thread} runs in the place of its own: the program, on the first thread of a process, else null. */
    public static Runnable mainOf(Object thread) {
        World world = Identity.current();
        return world == null ? null : world.main((Thread) thread);
    }

    public static void mainFailed(Throwable error) {
        Identity.owner().mainFailed(error);
    }

    /** {@code Thread.getAllStackTraces}. */
    public static Object traces(Object all) {
        World world = Identity.current();
        if (world == null) {
            return all;
        }
        java.util.Map<Object, Object> own = new java.util.HashMap<>();
        for (java.util.Map.Entry<?, ?> entry : ((java.util.Map<?, ?>) all).entrySet()) {
            if (Identity.of((Thread) entry.getKey()) == world) {
                StackTraceElement[] seen = Traces.seen((StackTraceElement[]) entry.getValue());
                own.put(entry.getKey(), Segments.stack(seen, entry.getKey()));
            }
        }
        return own;
    }

    /** Before a thread is changed: one that never started, or has ended, is nobody's. */
    public static void ownThread(Object thread) {
        World world = Identity.current();
        if (world != null && thread != Thread.currentThread()) {
            World owner = Identity.of((Thread) thread);
            if (owner != world && ((Thread) thread).isAlive()) {
                world.check(Call.THREAD, null);
            }
        }
    }

    public static Object threadIds() {
        return ids();
    }

    /** The arguments of the JVM are the host's. */
    public static Object noArguments() {
        return java.util.List.of();
    }

    /** Ids of the running process's platform threads. */
    static long[] ids() {
        World world = Identity.current();
        ThreadGroup group = world.group();
        Thread[] threads = new Thread[group.activeCount() + 16];
        int count = group.enumerate(threads, true);
        long[] ids = new long[count];
        for (int i = 0; i < count; i++) {
            ids[i] = threads[i].threadId();
        }
        return ids;
    }

    public static long ownId(long id) {
        if (Identity.current() == null) {
            return id;
        }
        for (long own : ids()) {
            if (own == id) {
                return id;
            }
        }
        return NOBODY;
    }

    public static Object ownIds(Object ids) {
        if (ids == null || Identity.current() == null) {
            return ids;
        }
        long[] result = ((long[]) ids).clone();
        for (int i = 0; i < result.length; i++) {
            result[i] = result[i] > 0 ? ownId(result[i]) : result[i];
        }
        return result;
    }
}
