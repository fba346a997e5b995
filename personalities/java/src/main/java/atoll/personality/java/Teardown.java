package atoll.personality.java;

import java.util.ResourceBundle;

/** The end of a program: its hooks are waited for, and caches of the JDK that would keep its loaders alive are emptied. */
final class Teardown {
    private Teardown() {}

    static void join(Thread hook) {
        while (true) {
            try {
                hook.join();
                return;
            } catch (InterruptedException e) {
                // A hook is waited for, as the JVM does.
            }
        }
    }

    static void run(ClassLoader loader) {
        ResourceBundle.clearCache(loader);
    }
}
