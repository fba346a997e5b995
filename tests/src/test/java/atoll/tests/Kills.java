package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import atoll.kernel.Process;
import atoll.system.service.Services;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Kills the processes of a service one after the other, each at a moment of its life that only chance knows. */
public final class Kills extends Thread {
    /** So many servers may die in a call that is made again by itself: who loses a third is told so. */
    private static final int UNSEEN = 2;

    private final Services services;
    private final String name;
    private final int times;
    private final Random random;
    private final long mostLifeNanos;
    private final boolean paced;
    /** How often all clients have had an answer. */
    private final AtomicLong answers = new AtomicLong();
    /** Read by others when this has ended. */
    private int done;

    private Kills(Services services, String name, int times, Random random, long mostLifeMillis, boolean paced) {
        this.services = services;
        this.name = name;
        this.times = times;
        this.random = random;
        this.mostLifeNanos = TimeUnit.MILLISECONDS.toNanos(mostLifeMillis);
        this.paced = paced;
        setDaemon(true);
    }

    public static Kills of(Services services, String name, int times, Random random, long mostLifeMillis) {
        Kills kills = new Kills(services, name, times, random, mostLifeMillis, false);
        kills.start();
        return kills;
    }

    /**
     * As {@link #of}, for clients that are to see nothing of it, however slow the machine is: no call loses more servers than
     * it is made again for. The test says {@link #answered}.
     */
    public static Kills paced(Services services, String name, int times, Random random, long mostLifeMillis) {
        Kills kills = new Kills(services, name, times, random, mostLifeMillis, true);
        kills.start();
        return kills;
    }

    /** Each client has had an answer to a call that it made since this was called before. */
    public void answered() {
        answers.incrementAndGet();
    }

    @Override
    public void run() {
        long seen = System.nanoTime();
        long due = 0;
        while (done < times && System.nanoTime() - seen < TimeUnit.SECONDS.toNanos(Wait.SECONDS)) {
            Process process = Deaths.alive(services, name);
            if (process == null || paced && answers.get() < due) {
                Thread.onSpinWait();
                continue;
            }
            LockSupport.parkNanos(random.nextLong(mostLifeNanos));
            process.kill();
            process.death().join();
            done++;
            if (done % UNSEEN == 0) {
                // The first of these may have been under way already.
                due = answers.get() + 2;
            }
            seen = System.nanoTime();
        }
    }

    /** Waits until it has killed them all. */
    public void end() throws InterruptedException {
        join();
        assertEquals(times, done, "the next process of " + name + " did not come");
    }
}
