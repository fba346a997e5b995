package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.process.Report;
import atoll.contract.process.Verdict;
import atoll.kernel.Preload;
import atoll.kernel.Process;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.system.service.Service;
import guest.Work;
import guest.Worker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Another program takes the place of a server while it is called, or does not and is taken back. */
@Timeout(120)
class UpgradeTest extends Supervised {
    private static final Duration LONG = Duration.ofSeconds(Wait.SECONDS);
    /** Time to load the next program, which is part of it, on a slow machine as well. */
    private static final Duration SHORT = Duration.ofSeconds(3);

    private Service keeper() {
        Grants grants = new Grants().use("counter", services.store("disk", Work.Counter.class));
        return worker("disk", "keep", grants).shutdown(LONG);
    }

    private static Program program(String name, String behaviour) {
        return new Program(
                "worker disk", List.of(Preload.place(Worker.class)), Worker.class.getName(), List.of(name, behaviour));
    }

    @Test
    void isLiveReplacementPossibleWithoutLosingARequest() throws Exception {
        services.add(keeper()).start();
        Work disk = work("disk");
        AtomicBoolean over = new AtomicBoolean();
        FutureTask<Long> client = new FutureTask<>(() -> {
            long last = 0;
            while (!over.get()) {
                // Not repeated by the gate: a request that is lost, done twice or refused is seen.
                assertEquals(Long.toString(++last), disk.act("next"));
            }
            return last;
        });
        assertEquals("disk", disk.act("who"));
        new Thread(client).start();
        for (String name : List.of("disk2", "disk3", "disk4")) {
            assertTrue(services.upgrade("disk", program(name, "keep"), LONG), () -> last().toString());
            assertEquals(name, disk.act("who"));
        }
        assertEquals(
                "disk: serves with its next program",
                report(Verdict.UPGRADED, 0).cause());
        over.set(true);
        assertTrue(client.get() > 0);
        assertEquals(Long.toString(client.get() + 1), disk.act("next"));
        kill("disk");
        assertEquals("disk4", disk.actAgain("who"));
    }

    private Report last() {
        return services.reports().gate().next(services.reports().gate().count() - 1);
    }

    private void rolledBack(String cause, Program next, Duration limit) throws Exception {
        Work disk = work("disk");
        assertEquals("1", disk.act("next"));
        assertFalse(services.upgrade("disk", next, limit));
        assertEquals("disk: " + cause, report(Verdict.ROLLED_BACK, 0).cause());
        assertEquals("disk", disk.actAgain("who"));
        assertEquals("2", disk.act("next"));
        kill("disk");
        assertEquals("disk", disk.actAgain("who"));
    }

    @Test
    void aProgramThatFailsAtStartIsTakenBack() throws Exception {
        services.add(keeper()).start();
        rolledBack(
                "was not ready and well within 60000 ms with its next program; the one before is started again",
                program("disk2", "fail"),
                LONG);
    }

    @Test
    void aProgramThatIsNotWellIsTakenBack() throws Exception {
        services.add(keeper().heartbeat(Duration.ofHours(1), LONG, 2)).start();
        rolledBack(
                "was not ready and well within 60000 ms with its next program; the one before is started again",
                program("disk2", "sick"),
                LONG);
    }

    @Test
    void aProgramThatCannotBeLoadedChangesNothing() throws Exception {
        services.add(keeper()).start();
        assertEquals("disk", work("disk").act("who"));
        Process before = services.process("disk");
        Program missing = new Program("worker disk", List.of(Preload.place(Worker.class)), "guest.Nobody", List.of());
        assertFalse(services.upgrade("disk", missing, LONG));
        Report report = report(Verdict.ROLLED_BACK, 0);
        assertEquals("disk: the next program cannot be loaded; nothing was changed", report.cause());
        assertTrue(report.lastWords().contains("main class guest.Nobody not found"), report.lastWords());
        assertEquals(before, services.process("disk"));
    }

    @Test
    void aCallThatDoesNotEndIsNotCutOff() throws Exception {
        services.add(keeper()).start();
        FutureTask<String> call = new FutureTask<>(() -> work("disk").act("stay"));
        new Thread(call).start();
        hears("start disk", "inside disk");
        Process before = services.process("disk");
        assertFalse(services.upgrade("disk", program("disk2", "keep"), SHORT));
        assertEquals(
                "disk: calls were under way for more than 3000 ms; nothing was changed",
                report(Verdict.ROLLED_BACK, 0).cause());
        assertEquals(before, services.process("disk"));
        assertEquals("disk", work("disk").act("who"));
        assertFalse(call.isDone());
    }
}
