package atoll.tests.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.kernel.PollTrap;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Runs a workload again and again, each time with a kill at another poll of its victim. In a build: the first twenty, then
 * in growing steps to the last, then any for the time that is left. By hand, with {@code -Datoll.faults.all=true}: 1, 2, 3,
 * ... until the workload ends without a kill, then any for {@code -Datoll.faults.seconds=3600}, from the seed
 * {@code -Datoll.faults.seed=1}.
 */
final class Walk {
    private static final boolean ALL = Boolean.getBoolean("atoll.faults.all");
    private static final long SECONDS = Long.getLong("atoll.faults.seconds", 1);
    private static final long SEED = Long.getLong("atoll.faults.seed", System.nanoTime());
    private static final int FIRST = 20;
    private static final int GROWTH = 8;

    /** The workload with a kill at the {@code n}th poll; 0: only counted. Throws when something is wrong after it. */
    interface Workload {
        PollTrap run(long n) throws Exception;
    }

    private final String name;
    private final Workload workload;
    private final Watchdog watchdog;
    private final Random random = new Random(SEED);
    private int runs;
    private int killed;

    private Walk(String name, Workload workload, Watchdog watchdog) {
        this.name = name;
        this.workload = workload;
        this.watchdog = watchdog;
    }

    static void through(String name, Workload workload) throws Exception {
        Watchdog watchdog = new Watchdog();
        try {
            new Walk(name, workload, watchdog).walk();
        } finally {
            watchdog.end();
        }
    }

    private void walk() throws Exception {
        long polls = step(Long.MAX_VALUE).polls();
        long n = 1;
        while (step(n).sprung() || !ALL && n <= polls) {
            n += ALL || n < FIRST ? 1 : n / GROWTH;
        }
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (System.nanoTime() - until < 0) {
            step(1 + random.nextLong(polls));
        }
        System.out.println("faults: " + name + ": killed in " + killed + " of " + runs + " runs, " + polls
                + " polls without, seed " + SEED);
        assertTrue(polls > 0 && killed > Math.min(polls, FIRST) / 2, "the victim was hardly killed");
    }

    private PollTrap step(long n) throws Exception {
        runs++;
        watchdog.begin();
        try {
            PollTrap trap = workload.run(n);
            killed += trap.sprung() ? 1 : 0;
            return trap;
        } catch (Exception | AssertionError e) {
            throw new AssertionError(name + ", killed at poll " + n + " (seed " + SEED + "): " + e.getMessage(), e);
        }
    }
}
