package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.kernel.Process;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting for what must come: for so long that only what does not come at all is missed, however slow the machine is. */
public final class Wait {
    public static final long SECONDS = 60;

    private Wait() {}

    public static void until(BooleanSupplier holds, Supplier<String> otherwise) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!holds.getAsBoolean()) {
            assertTrue(System.nanoTime() - deadline < 0, otherwise);
            Thread.sleep(1);
        }
    }

    /** The processes are dead, and nothing holds their programs any more. */
    public static void collected(Collection<Process> dead) throws InterruptedException {
        for (Process process : dead) {
            assertEquals(List.of(), process.waitFor().undead());
        }
        until(
                () -> {
                    boolean all = dead.stream().allMatch(Process::collected);
                    if (!all) {
                        System.gc();
                    }
                    return all;
                },
                () -> "see " + HeapDump.write() + ": something holds the programs of "
                        + dead.stream()
                                .filter(p -> !p.collected())
                                .map(p -> p.id() + " " + p.name())
                                .toList());
    }

    public static void collected(Process dead) throws InterruptedException {
        collected(List.of(dead));
    }
}
