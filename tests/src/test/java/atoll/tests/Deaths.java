package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import atoll.kernel.Process;
import atoll.system.Atoll;
import atoll.system.service.Services;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Kills processes of services as anybody can who sees them in the process table, and looks whether any are left. */
public final class Deaths {
    private Deaths() {}

    static @Nullable Process alive(Services services, String name) {
        Process process = services.process(name);
        return process == null || process.death().isDone() ? null : process;
    }

    /** The process that serves, when there is one. */
    public static Process awaited(Services services, String name) throws InterruptedException {
        Process[] found = new Process[1];
        Wait.until(() -> (found[0] = alive(services, name)) != null, () -> "there is no process of " + name);
        return found[0];
    }

    public static Process kill(Services services, String name) throws InterruptedException {
        Process process = awaited(services, name);
        process.kill();
        assertEquals(List.of(), process.waitFor().undead());
        return process;
    }

    /** Nothing is left of those whose names are meant. */
    public static void awaitNone(Atoll atoll, Predicate<String> meant) throws InterruptedException {
        Wait.until(() -> these(atoll, meant).isEmpty(), () -> "still there: " + these(atoll, meant));
    }

    private static List<String> these(Atoll atoll, Predicate<String> meant) {
        List<String> names = new ArrayList<>();
        for (Process process : atoll.processes().all()) {
            if (meant.test(process.name())) {
                names.add(process.id() + " " + process.name() + " " + process.state());
            }
        }
        return names;
    }
}
