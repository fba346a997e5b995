package java.atoll;

import java.util.Arrays;

/** What a process sees of a stack: its own frames and the JDK's, none of the kernel. */
final class Traces {
    private Traces() {}

    static StackTraceElement[] seen(StackTraceElement[] all) {
        int end = all.length;
        while (end > 0 && foundation(all[end - 1].getClassName())) {
            end--;
        }
        boolean kernel = false;
        for (int i = end; i < all.length; i++) {
            kernel |= all[i].getClassName().startsWith("atoll.");
        }
        StackTraceElement[] seen = kernel ? Arrays.copyOf(all, end) : all;
        return Arrays.stream(seen)
                .filter(f -> !f.getClassName().startsWith("atoll.")
                        && !f.getClassName().startsWith("java.atoll."))
                .toArray(StackTraceElement[]::new);
    }

    private static boolean foundation(String className) {
        return className.startsWith("atoll.")
                || className.equals("java.lang.Thread")
                || className.startsWith("java.lang.reflect.")
                || className.startsWith("jdk.internal.reflect.");
    }
}
