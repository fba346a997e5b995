package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.PeerDied;
import atoll.contract.Refused;
import atoll.contract.process.Report;
import atoll.contract.process.Reports;
import atoll.contract.process.Restart;
import atoll.contract.process.Strategy;
import atoll.contract.process.Tree;
import atoll.contract.process.Verdict;
import atoll.kernel.Process;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.system.service.Service;
import guest.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that die and come back: the supervisor as a process, with real processes as its children. */
@Timeout(120)
class SupervisorTest extends Supervised {
    @Test
    void aKilledServerComesBackAndItsCallerSeesAPause() throws Exception {
        services.add(worker("disk", "serve")).start();
        Work disk = work("disk");
        assertEquals(3, disk.add(1, 2));
        Process first = kill("disk");
        assertEquals(7, disk.add(3, 4));
        Report report = report(Verdict.RESTART, 0);
        assertEquals("disk", report.child());
        assertEquals(first.id(), report.pid());
        assertEquals("disk killed; it is started again", report.cause());
        assertEquals(2, child("disk").starts());
    }

    @Test
    void aCallThatMayNotBeRepeatedEndsInPeerDied() throws Exception {
        services.add(worker("disk", "serve")).start();
        FutureTask<String> call = new FutureTask<>(() -> work("disk").act("stay"));
        new Thread(call).start();
        assertEquals("start disk", heard());
        assertEquals("inside disk", heard());
        kill("disk");
        assertInstanceOf(
                PeerDied.class,
                assertThrows(ExecutionException.class, call::get).getCause());
        assertEquals("disk", work("disk").act("who"));
    }

    @Test
    void aCallThatMayBeRepeatedIsAnsweredByTheNextServer() throws Exception {
        Grants grants = new Grants().use("counter", services.store("disk", Work.Counter.class));
        services.add(worker("disk", "serve", grants)).start();
        FutureTask<String> call = new FutureTask<>(() -> work("disk").actAgain("stay once"));
        new Thread(call).start();
        assertEquals("start disk", heard());
        assertEquals("inside disk", heard());
        assertFalse(call.isDone());
        kill("disk");
        assertEquals("disk", call.get());
        assertEquals("start disk", heard());
    }

    @Test
    void canOneKillAServerLikeAnyProgram() throws Exception {
        services.add(worker("disk", "serve")).start();
        assertEquals(3, work("disk").add(1, 2));
        Process seen = null;
        for (Process process : atoll.processes().all()) {
            if (process.id() == child("disk").pid()) {
                seen = process;
            }
        }
        assertNotNull(seen, "not in the process table");
        assertEquals("worker disk", seen.name());
        seen.kill();
        assertEquals(137, seen.waitFor().status().code());
        assertEquals(3, work("disk").add(1, 2));
        assertFalse(child("disk").pid() == seen.id());
    }

    @Test
    void whatItKeptInTheStoreOutlivesIt() throws Exception {
        Grants grants = new Grants().use("counter", services.store("disk", Work.Counter.class));
        services.add(worker("disk", "serve", grants)).start();
        for (int i = 1; i <= 5; i++) {
            assertEquals(Integer.toString(i), work("disk").act("count"));
            kill("disk");
        }
        assertEquals(
                new Work.Count(5, "disk"),
                services.store("disk", Work.Counter.class).gate().load());
        assertThrows(IllegalArgumentException.class, () -> services.store("disk", Reports.class));
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> services.store("other", Work.Journal.class));
        assertEquals(
                "guest.Work$Journal.note: a contract of the store has the methods void save(S) and S load(),"
                        + " for one type S, and no others",
                refused.getMessage());
    }

    private Tree tree(Strategy strategy) {
        return new Tree(strategy, 100, 5_000, 0, 1, 4, 10);
    }

    private void chain(Strategy strategy) throws IOException {
        services.tree(tree(strategy))
                .add(worker("c", "serve").after("b"))
                .add(worker("a", "serve").shutdown(Duration.ofSeconds(Wait.SECONDS)))
                .add(worker("b", "serve").after("a").shutdown(Duration.ofSeconds(Wait.SECONDS)))
                .start();
    }

    @Test
    void oneForOneStartsTheDeadOneAlone() throws Exception {
        chain(Strategy.ONE_FOR_ONE);
        hears("start a", "start b", "start c");
        assertEquals(3, work("c").add(1, 2));
        int a = child("a").pid();
        kill("b");
        hears("start b");
        assertEquals(3, work("b").add(1, 2));
        assertEquals(a, child("a").pid());
        assertEquals(1, child("c").starts());
    }

    @Test
    void oneForAllEndsTheOthersLastFirstAndStartsAllInOrder() throws Exception {
        chain(Strategy.ONE_FOR_ALL);
        hears("start a", "start b", "start c");
        assertEquals(3, work("c").add(1, 2));
        kill("c");
        hears("end b", "end a", "start a", "start b", "start c");
        assertEquals(3, work("c").add(1, 2));
        assertEquals(2, child("a").starts());
    }

    @Test
    void restForOneLeavesThoseBeforeIt() throws Exception {
        chain(Strategy.REST_FOR_ONE);
        hears("start a", "start b", "start c");
        assertEquals(3, work("c").add(1, 2));
        kill("b");
        hears("start b", "start c");
        assertEquals(3, work("c").add(1, 2));
        assertEquals(1, child("a").starts());
        assertEquals(2, child("c").starts());
    }

    @Test
    void moreDeathsThanTheIntensityEndAll() throws Exception {
        services.tree(new Tree(Strategy.ONE_FOR_ONE, 2, 3_600_000, 0, 1, 4, 10))
                .add(worker("a", "serve"))
                .add(worker("b", "serve").after("a"))
                .start();
        for (int i = 0; i < 3; i++) {
            assertEquals(3, work("b").add(1, 2));
            kill("b");
        }
        String why = services.done().get();
        assertEquals("b died (killed), and that was more than 2 deaths within 3600000 ms", why);
        assertEquals("b " + why, report(Verdict.CLOSED, 0).cause());
        assertFalse(child("a").alive());
        assertEquals(3, child("b").starts());
    }

    @Test
    void aCyclicStartOrderIsNamedAndNothingIsStarted() throws Exception {
        services.add(worker("a", "serve").after("b"))
                .add(worker("b", "serve").after("c"))
                .add(worker("c", "serve").after("b"))
                .start();
        assertEquals("cyclic start order: b needs c needs b", services.done().get());
        assertEquals(
                "cyclic start order: b needs c needs b",
                report(Verdict.REFUSED, 0).cause());
        assertEquals(0, child("a").starts() + child("b").starts() + child("c").starts());
        assertEquals(0, journal.size());
    }

    @Test
    void aNameThatIsTakenAndOneThatIsMissingAreNamed() throws Exception {
        services.add(worker("a", "serve").after("z"));
        assertEquals(
                "the name a is taken",
                assertThrows(IllegalArgumentException.class, () -> services.add(worker("a", "serve")))
                        .getMessage());
        services.start();
        assertEquals(
                "a is to start after z, but no child is named z",
                services.done().get());
    }

    @Test
    void aServerThatFailsAtStartTenTimesIsGivenUpAndTheOthersGoOn() throws Exception {
        services.tree(tree(Strategy.ONE_FOR_ALL))
                .add(worker("well", "serve"))
                .add(worker("sick", "fail"))
                .add(worker("needy", "serve").after("sick"))
                .start();
        assertEquals(3, work("well").add(1, 2));
        Report report = report(Verdict.GIVEN_UP, 0);
        assertEquals("sick", report.child());
        assertEquals(
                "sick exited with status 1 before it was ready, 10 times in a row; it is given up", report.cause());
        assertTrue(report.lastWords().contains("IllegalStateException: no disk in the drive"), report.lastWords());
        assertEquals(
                "needy it is not started: it needs sick, which is not there and will not come",
                report(Verdict.BLOCKED, 0).cause());
        assertEquals(10, child("sick").starts());
        assertEquals(1, child("well").starts());
        assertEquals(3, work("well").add(1, 2));
    }

    @Test
    void aServerThatCannotBeMadeIsGivenUp() throws Exception {
        Program program = new Program("worker lost", List.of(Path.of("/nowhere")), "Nothing", List.of());
        services.tree(tree(Strategy.ONE_FOR_ONE))
                .add(new Service(
                        "lost",
                        program,
                        new Grants()
                                .serve("work", atoll.endpoint("lost", Work.class))
                                .read(Path.of("/nowhere"), "/data")))
                .start();
        Report report = report(Verdict.GIVEN_UP, 0);
        assertTrue(report.cause().contains("before it was ready, 10 times in a row"), report.cause());
    }

    @Test
    void aServerThatFailsTwiceAndThenStartsIsThere() throws Exception {
        Grants grants = new Grants().use("counter", services.store("late", Work.Counter.class));
        services.tree(tree(Strategy.ONE_FOR_ONE))
                .add(worker("late", "fail twice", grants))
                .start();
        assertEquals(3, work("late").add(1, 2));
        awaitReady("late");
        assertEquals(3, child("late").starts());
        assertEquals(0, child("late").failures());
    }

    @Test
    void aServerThatHangsBeforeItIsReadyIsKilledAndStartedAgain() throws Exception {
        Grants grants = new Grants().use("counter", services.store("stuck", Work.Counter.class));
        services.tree(tree(Strategy.ONE_FOR_ONE))
                .add(worker("stuck", "hang once", grants).readyWithin(Duration.ofSeconds(2)))
                .start();
        assertEquals(3, work("stuck").add(1, 2));
        Report report = report(Verdict.RESTART, 0);
        assertTrue(report.cause().startsWith("stuck killed after 2000 ms before it was ready"), report.cause());
        assertTrue(report.lastWords().contains("guest.Worker.main"), report.lastWords());
    }

    @Test
    void transientAndTemporaryStayAsTheyEnded() throws Exception {
        services.tree(tree(Strategy.ONE_FOR_ONE))
                .add(worker("done", "serve").restart(Restart.TRANSIENT))
                .add(worker("once", "serve").restart(Restart.TEMPORARY))
                .start();
        assertThrows(PeerDied.class, () -> work("once").act("exit"));
        assertEquals(
                "once exited with status 4; it is temporary",
                report(Verdict.ENDED, 0).cause());
        assertThrows(PeerDied.class, () -> work("done").act("exit"));
        assertEquals(3, work("done").add(1, 2));
        assertEquals(2, child("done").starts());
        services.process("done").terminate(0);
        Report ended = report(Verdict.ENDED, report(Verdict.ENDED, 0).number());
        assertEquals("done exited with status 0; it is transient", ended.cause());
        assertEquals(1, child("once").starts());
    }

    @Test
    void theReportHasTheTraceOfWhatItDiedOf() throws Exception {
        services.add(worker("tape", "serve")).start();
        assertThrows(PeerDied.class, () -> work("tape").act("throw"));
        Report report = report(Verdict.RESTART, 0);
        assertEquals("tape exited with status 9; it is started again", report.cause());
        assertTrue(report.lastWords().contains("the tape is torn"), report.lastWords());
        assertTrue(report.lastWords().contains("at guest.Worker"), report.lastWords());
        assertEquals(0, report.restarts());
        assertEquals(3, work("tape").add(1, 2));
    }

    @Test
    void aServerThatHangsIsKilledAndStartedAgain() throws Exception {
        services.add(worker("disk", "serve").heartbeat(Duration.ofMillis(5), Duration.ofSeconds(1), 2))
                .start();
        assertEquals(3, work("disk").add(1, 2));
        int first = child("disk").pid();
        work("disk").act("hang");
        Report report = report(Verdict.RESTART, 0);
        assertEquals(first, report.pid());
        assertTrue(
                report.cause().startsWith("disk killed, for it did not answer 2 heartbeats in a row"), report.cause());
        assertTrue(report.lastWords().contains("guest.Worker.stay"), report.lastWords());
        assertEquals(3, work("disk").add(1, 2));
    }

    @Test
    void stoppedTheyEndLastStartedFirst() throws Exception {
        chain(Strategy.ONE_FOR_ONE);
        hears("start a", "start b", "start c");
        assertEquals(3, work("c").add(1, 2));
        services.stop();
        assertEquals("all were told to end", services.done().get());
        hears("end b", "end a");
        assertFalse(child("c").alive());
    }

    @Test
    void whoMayOnlyLookCannotStartOrEnd() throws Exception {
        services.add(worker("a", "serve")).start();
        assertEquals(3, work("a").add(1, 2));
        assertThrows(Refused.class, () -> services.children().gate().start("a"));
        assertThrows(Refused.class, () -> services.children().gate().finish("mine"));
        assertThrows(Refused.class, () -> services.reports().gate().file(null));
    }
}
