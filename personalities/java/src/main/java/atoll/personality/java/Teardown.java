package atoll.personality.java;

import java.util.ResourceBundle;

/** Caches of the JDK that would keep a dead program's loaders alive. */
final class Teardown {
    private Teardown() {}

    static void run(ClassLoader loader) {
        ResourceBundle.clearCache(loader);
    }
}
