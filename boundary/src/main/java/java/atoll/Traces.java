package java.atoll;

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
        // The hook in Thread.run, which has no line, calls the main method.
        StackTraceElement base = all.length == 0 ? null : all[all.length - 1];
        boolean main =
                base != null && base.getLineNumber() < 0 && base.getClassName().equals("java.lang.Thread");
        int length = kernel || main ? end : all.length;
        int count = 0;
        for (int i = 0; i < length; i++) {
            count += ours(all[i].getClassName()) ? 0 : 1;
        }
        StackTraceElement[] seen = new StackTraceElement[count];
        for (int i = 0, next = 0; next < count; i++) {
            if (!ours(all[i].getClassName())) {
                seen[next++] = all[i];
            }
        }
        return seen;
    }

    private static boolean ours(String className) {
        return className.startsWith("atoll.") || className.startsWith("java.atoll.");
    }

    private static boolean foundation(String className) {
        return className.startsWith("atoll.")
                || className.equals("java.lang.Thread")
                || className.startsWith("java.lang.reflect.")
                || className.startsWith("jdk.internal.reflect.");
    }
}
