package atoll.console;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The threads of requests: so many at a time, each of which has a time limit. The JDK's server reads and writes on them, blocking, so
 * an interrupt is what ends a client that does neither send nor take, with its connection.
 */
final class Exchanges implements Executor {
    /** Requests at a time; the connection of one more is closed. */
    static final int MOST = 256;

    /** To send a request, to take an answer. */
    static final long LIMIT_SECONDS = 10;

    private static final long TICK_MILLIS = 500;
    private static final long NEVER = 0;

    /** By thread: when it has taken too long. */
    private final Map<Thread, Long> running = new ConcurrentHashMap<>();

    Exchanges() {
        Thread.ofVirtual().name("time limits").start(this::tick);
    }

    @Override
    public void execute(Runnable exchange) {
        Thread thread = Thread.ofVirtual().name("request").unstarted(() -> run(exchange));
        synchronized (this) {
            if (running.size() >= MOST) {
                throw new RejectedExecutionException(MOST + " requests are under way");
            }
            running.put(thread, limit());
        }
        try {
            thread.start();
        } catch (RuntimeException | Error e) {
            running.remove(thread);
            throw e;
        }
    }

    private void run(Runnable exchange) {
        try {
            exchange.run();
        } finally {
            running.remove(Thread.currentThread());
        }
    }

    private static long limit() {
        long at = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        return at == NEVER ? 1 : at;
    }

    /** What the calling thread does next may take so long again. */
    void begin() {
        running.replace(Thread.currentThread(), limit());
    }

    /** What the calling thread does next may take any time. */
    void pause() {
        running.replace(Thread.currentThread(), NEVER);
    }

    private void tick() {
        try {
            while (true) {
                Thread.sleep(TICK_MILLIS);
                long now = System.nanoTime();
                running.forEach((thread, limit) -> {
                    if (limit != NEVER && now - limit >= 0) {
                        thread.interrupt();
                    }
                });
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
