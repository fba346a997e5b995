package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import atoll.kernel.Process;
import atoll.system.service.Services;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Kills the processes of a service one after the other, each at a moment of its life that only chance knows. */
public final class Kills extends Thread {
    private final Services services;
    private final String name;
    private final int times;
    private final Random random;
    private final long mostLifeNanos;
    /** Read by others when this has ended. */
    private int done;

    private Kills(Services services, String name, int times, Random random, long mostLifeMillis) {
        this.services = services;
        this.name = name;
        this.times = times;
        this.random = random;
        this.mostLifeNanos = TimeUnit.MILLISECONDS.toNanos(mostLifeMillis);
        setDaemon(true);
    }

    public static Kills of(Services services, String name, int times, Random random, long mostLifeMillis) {
        Kills kills = new Kills(services, name, times, random, mostLifeMillis);
        kills.start();
        return kills;
    }

    @Override
    public void run() {
        long seen = System.nanoTime();
        while (done < times && System.nanoTime() - seen < TimeUnit.SECONDS.toNanos(Wait.SECONDS)) {
            Process process = Deaths.alive(services, name);
            if (process == null) {
                Thread.onSpinWait();
                continue;
            }
            LockSupport.parkNanos(random.nextLong(mostLifeNanos));
            process.kill();
            process.death().join();
            done++;
            seen = System.nanoTime();
        }
    }

    /** Waits until it has killed them all. */
    public void end() throws InterruptedException {
        join();
        assertEquals(times, done, "the next process of " + name + " did not come");
    }
}
