package atoll.linker;

import java.util.List;
import java.util.Set;

/**
 * Which JDK code may be polled for a killed thread that is stuck in it. A poll throws out of the middle of a method, so
 * none may be where the JVM itself runs on the thread's account: how virtual threads are mounted, parked and ended
 * (also {@code System$1}, through which they go), locks, class loading, and pools, whose
 * queues have a lock word and whose workers carry the virtual threads of all processes. Nor may one be in what a poll itself
 * calls: {@code Objects}, which each variable handle asks, would call itself for ever, on every thread. Nor in {@code ArrayDeque},
 * in which the kernel queues threads of processes that unwind through it when they are killed; its loops end, and what it
 * compares has polls of its own.
 */
final class Pollable {
    private static final List<String> NEVER = List.of(
            "java.atoll.",
            "java.lang.",
            "java.util.ArrayDeque",
            "java.util.Objects",
            "java.util.concurrent.locks.",
            "java.util.concurrent.ConcurrentHashMap",
            "java.util.concurrent.DelayScheduler",
            "java.util.concurrent.ForkJoinPool",
            "java.util.concurrent.ForkJoinWorkerThread",
            "java.util.concurrent.FutureTask",
            "java.util.concurrent.ScheduledThreadPoolExecutor",
            "java.util.concurrent.ThreadLocalRandom",
            "java.util.concurrent.ThreadPoolExecutor",
            "java.util.concurrent.TimeUnit",
            "jdk.internal.",
            "sun.");

    /** What computes in {@code java.lang}. */
    private static final Set<String> LANG = Set.of(
            "java.lang.AbstractStringBuilder",
            "java.lang.Character",
            "java.lang.Integer",
            "java.lang.Iterable",
            "java.lang.Long",
            "java.lang.String",
            "java.lang.StringBuffer",
            "java.lang.StringBuilder",
            "java.lang.StringLatin1",
            "java.lang.StringUTF16");

    /** Packages whose classes call each other in loops; the others are too deep in the JDK to be woven whole. */
    private static final Set<String> WHOLE_PACKAGES =
            Set.of("java.util.stream", "java.util.regex", "java.math", "java.text", "java.time.format");

    private Pollable() {}

    static boolean is(String className) {
        return LANG.contains(className) || !never(className);
    }

    private static boolean never(String className) {
        for (String prefix : NEVER) {
            if (className.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    static boolean wholePackage(String packageName) {
        return WHOLE_PACKAGES.contains(packageName);
    }
}
