package guest;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Exits while threads of a pool wait for work. */
public final class PoolExit {
    private static final int THREADS = 8;

    private PoolExit() {}

    public static void main(String[] args) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        for (int i = 0; i < THREADS; i++) {
            pool.submit(() -> {}).get();
        }
        System.exit(0);
    }
}
