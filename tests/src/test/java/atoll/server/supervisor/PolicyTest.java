package atoll.server.supervisor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.process.Child;
import atoll.contract.process.Ending;
import atoll.contract.process.Restart;
import atoll.contract.process.Strategy;
import atoll.contract.process.Verdict;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a supervisor decides, edge by edge, at times that the test makes up. */
class PolicyTest {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final FakeChildren fake = new FakeChildren();

    private void asked(String... all) {
        fake.assertAsked(all);
    }

    private Verdict lastVerdict() {
        return fake.reports.getLast().verdict();
    }

    // -- start order

    @Test
    void eachIsStartedWhenWhatItNeedsIsReady() throws Exception {
        fake.child("c", "a", "b").child("b", "a").child("a").child("d").begin();
        asked("start a", "start d");
        fake.ready("d");
        asked();
        fake.ready("a");
        asked("start b");
        fake.ready("b");
        asked("start c");
    }

    @Test
    void withoutNeedsTheyStartAsTheyWereDescribed() throws Exception {
        fake.child("b").child("a").child("c").begin();
        asked("start b", "start a", "start c");
    }

    @Test
    void oneThatIsNotReadyInTimeIsKilled() throws Exception {
        fake.readyWithin(30).child("a").child("b").begin().ready("b");
        asked("start a", "start b");
        assertEquals(30, fake.policy().waitMillis(fake.now, 1_000));
        fake.after(29);
        asked();
        fake.after(1);
        asked("kill a");
        fake.after(100);
        asked();
        fake.killed("a").after(10);
        asked("start a");
        fake.after(29).ready("a").after(500);
        asked();
        fake.replaced("a").after(30);
        asked("kill a");
    }

    private void noOrder(String line) {
        assertEquals(line, assertThrows(StartOrder.NoOrder.class, fake::begin).line());
        asked();
    }

    @Test
    void aCycleIsNamed() {
        fake.child("x", "a").child("a", "b").child("b", "c").child("c", "a");
        noOrder("cyclic start order: a needs b needs c needs a");
    }

    @Test
    void whoNeedsItselfIsACycle() {
        fake.child("a", "a");
        noOrder("cyclic start order: a needs a");
    }

    @Test
    void whoNeedsNobodyIsNamed() {
        fake.child("a", "b");
        noOrder("a is to start after b, but no child is named b");
    }

    @Test
    void twoOfOneNameAreNamed() {
        fake.child("a").child("a");
        noOrder("two children are named a");
    }

    // -- restart types

    @Test
    void permanentComesBackHoweverItEnds() throws Exception {
        fake.child("a").tree(Strategy.ONE_FOR_ONE, 9).begin().ready("a");
        asked("start a");
        fake.killed("a");
        asked("start a");
        fake.ready("a").after(100).died("a", Ending.EXITED, 0);
        asked("start a");
        assertEquals(Verdict.RESTART, lastVerdict());
        assertEquals(1, fake.reports.getLast().restarts());
    }

    @Test
    void transientComesBackUnlessItExitsWithZero() throws Exception {
        fake.child("a", Restart.TRANSIENT, 0).begin().ready("a").died("a", Ending.EXITED, 1);
        asked("start a", "start a");
        fake.ready("a").died("a", Ending.EXITED, 0);
        asked("retire a");
        assertEquals(Verdict.ENDED, lastVerdict());
        fake.after(10_000);
        asked();
    }

    @Test
    void temporaryNeverComesBack() throws Exception {
        fake.child("a", Restart.TEMPORARY, 0).begin().ready("a").killed("a").after(10_000);
        asked("start a", "retire a");
        assertEquals(Verdict.ENDED, lastVerdict());
    }

    @Test
    void whatEndedWellCountsAsThereAndWhatDidNotDoesNot() throws Exception {
        fake.child("good", Restart.TRANSIENT, 0)
                .child("bad", Restart.TEMPORARY, 0)
                .child("x", "good")
                .child("y", "bad")
                .child("z", "y")
                .begin();
        asked("start good", "start bad");
        fake.ready("good").died("good", Ending.EXITED, 0);
        asked("start x", "retire good");
        fake.died("bad", Ending.EXITED, 7);
        asked("retire bad");
        assertEquals(
                List.of("bad", "y", "z"),
                fake.reports.stream().skip(1).map(r -> r.child()).toList());
        assertEquals(Verdict.BLOCKED, lastVerdict());
        fake.after(10_000);
        assertEquals(4, fake.reports.size());
    }

    // -- strategies: a <- b <- c in start order; b dies

    @Test
    void oneForOne() throws Exception {
        fake.three(Strategy.ONE_FOR_ONE, 0);
        fake.killed("b");
        asked("start b");
    }

    @Test
    void oneForAll() throws Exception {
        fake.three(Strategy.ONE_FOR_ALL, 0);
        fake.killed("b");
        asked("end c");
        fake.killed("c");
        asked("end a");
        fake.killed("a");
        asked("start a");
        fake.ready("a", "b", "c");
        asked("start b", "start c");
    }

    @Test
    void restForOne() throws Exception {
        fake.three(Strategy.REST_FOR_ONE, 0);
        fake.killed("b");
        asked("end c");
        fake.killed("c");
        asked("start b");
        fake.ready("b");
        asked("start c");
    }

    @Test
    void restForOneOfTheLastIsThatOne() throws Exception {
        fake.three(Strategy.REST_FOR_ONE, 0);
        fake.killed("c");
        asked("start c");
    }

    @Test
    void aGroupTakesTransientOnesAlongAndLeavesTemporaryOnesDead() throws Exception {
        fake.child("a")
                .child("t", Restart.TRANSIENT, 0)
                .child("o", Restart.TEMPORARY, 0)
                .child("p", Restart.TEMPORARY, 0)
                .tree(Strategy.ONE_FOR_ALL, 9)
                .begin()
                .ready("a", "t", "o", "p")
                .died("t", Ending.EXITED, 0)
                .killed("p");
        asked("start a", "start t", "start o", "start p", "retire t", "retire p");
        fake.killed("a");
        asked("revive t", "end o");
        fake.killed("o");
        asked("retire o", "start a", "start t");
    }

    @Test
    void oneThatDiesWhileItsGroupLeavesIsNotCountedTwice() throws Exception {
        fake.three(Strategy.ONE_FOR_ALL, 0);
        fake.killed("b").killed("a");
        asked("end c");
        fake.killed("c");
        asked("start a");
        assertEquals(1, fake.policy().times().length);
    }

    @Test
    void aGroupThatLeavesIsAskedFirstAndKilledWhenItTakesTooLong() throws Exception {
        fake.three(Strategy.REST_FOR_ONE, 20);
        fake.killed("b");
        asked("terminate c");
        assertEquals(20, fake.policy().waitMillis(fake.now, 1_000));
        fake.after(19);
        asked();
        fake.after(1);
        asked("end c");
        fake.after(100);
        asked();
        fake.killed("c");
        asked("start b");
    }

    // -- intensity

    @Test
    void deathsWithinTheIntensityAreBorne() throws Exception {
        fake.child("a").child("b").begin().ready("a", "b");
        fake.asked();
        fake.killed("a").ready("a").after(100).killed("b").ready("b");
        asked("start a", "start b");
        fake.after(1_001).killed("a").ready("a").after(100).killed("a");
        asked("start a", "start a");
        assertNull(fake.policy().over());
    }

    @Test
    void oneDeathTooManyEndsAll() throws Exception {
        fake.child("a").child("b").child("c").begin().ready("a", "b", "c");
        fake.killed("a").ready("a").killed("b").ready("b");
        fake.asked();
        fake.after(1_000).killed("a");
        asked("end c");
        assertNull(fake.policy().over());
        assertEquals(Verdict.CLOSED, lastVerdict());
        fake.killed("c");
        asked("end b");
        fake.killed("b");
        asked();
        assertEquals(
                "a died (died), and that was more than 2 deaths within 1000 ms",
                fake.policy().over());
    }

    @Test
    void negativeIntensityIsNoLimit() throws Exception {
        fake.child("a").tree(Strategy.ONE_FOR_ONE, -1).begin();
        for (int i = 0; i < 1_000; i++) {
            fake.ready("a").after(50).killed("a");
        }
        assertNull(fake.policy().over());
    }

    @Test
    void theNextSupervisorGoesOnCounting() throws Exception {
        fake.child("a").begin().ready("a").killed("a").ready("a").after(60).killed("a");
        long[] times = fake.policy().times();
        assertArrayEquals(new long[] {0, 60 * MILLI}, times);
        fake.asked();
        Policy next = new Policy(fake.tree(), StartOrder.of(fake.specs(), fake.dependencies()), fake, fake);
        next.adopt(new Child[] {new Child("a", fake.pid("a"), true, true, 3, 0, 0, "")}, times, fake.now);
        next.advance(fake.now);
        asked();
        next.hear(
                new atoll.contract.process.Event.Died(
                        9, "a", fake.pid("a"), true, false, 0, Ending.KILLED, 137, "died", ""),
                fake.now);
        assertTrue(String.valueOf(next.over()).startsWith("a died"));
    }

    // -- pauses

    @Test
    void theFirstRestartIsAtOnceAndThenPausesDouble() throws Exception {
        fake.child("a").tree(Strategy.ONE_FOR_ONE, -1).begin().ready("a").killed("a");
        asked("start a", "start a");
        for (long pause : new long[] {10, 20, 40, 40}) {
            fake.ready("a").killed("a");
            asked();
            assertEquals(pause, fake.policy().waitMillis(fake.now, 1_000));
            fake.after(pause - 1);
            asked();
            fake.after(1);
            asked("start a");
        }
        fake.ready("a").after(50).killed("a");
        asked("start a");
    }

    @Test
    void failedStartsPauseFromTheFirstOnAndEndInGivingUp() throws Exception {
        fake.child("a").child("b", "a").child("c").begin();
        asked("start a", "start c");
        fake.died("a", Ending.EXITED, 1).after(9);
        asked();
        fake.after(1);
        asked("start a");
        fake.died("a", Ending.NOT_MADE, 1).after(20);
        asked("start a");
        fake.died("a", Ending.EXITED, 1);
        asked("retire a");
        assertEquals(
                List.of(Verdict.RESTART, Verdict.RESTART, Verdict.GIVEN_UP, Verdict.BLOCKED),
                fake.reports.stream().map(r -> r.verdict()).toList());
        assertEquals(
                "a died before it was ready, 3 times in a row; it is given up",
                fake.reports.get(2).cause());
        fake.after(10_000);
        asked();
        assertNull(fake.policy().over());
    }

    @Test
    void beingReadyForgetsFailedStarts() throws Exception {
        fake.child("a").begin();
        for (int i = 0; i < 5; i++) {
            fake.died("a", Ending.EXITED, 1)
                    .after(100)
                    .died("a", Ending.EXITED, 1)
                    .after(100);
            fake.ready("a").after(2_000).killed("a");
        }
        assertFalse(fake.reports.stream().anyMatch(r -> r.verdict() == Verdict.GIVEN_UP));
    }

    @Test
    void pauses() {
        assertEquals(0, BackOff.pause(0, 10, 1_000));
        assertEquals(10, BackOff.pause(1, 10, 1_000));
        assertEquals(640, BackOff.pause(7, 10, 1_000));
        assertEquals(1_000, BackOff.pause(8, 10, 1_000));
        assertEquals(1_000, BackOff.pause(Integer.MAX_VALUE, 10, 1_000));
        assertEquals(0, BackOff.pause(5, 0, 1_000));
        assertEquals(Long.MAX_VALUE, BackOff.pause(64, Long.MAX_VALUE, Long.MAX_VALUE));
    }

    // -- late news, and successors

    @Test
    void newsOfAProcessThatIsNotTheLastIsOld() throws Exception {
        fake.child("a").begin().ready("a");
        int first = fake.pid("a");
        fake.killed("a").ready("a");
        fake.asked();
        fake.died("a", first, Ending.KILLED, 137);
        asked();
        assertEquals(1, fake.policy().times().length);
    }

    @Test
    void aSuccessorTakesWhatItFindsAndStartsWhatIsMissing() throws Exception {
        fake.child("up")
                .child("down")
                .child("dead", "up")
                .child("given")
                .child("over", Restart.TRANSIENT, 0)
                .child("needs", "over")
                .child("blocked", "given")
                .child("starting")
                .begin();
        fake.asked();
        Policy next = new Policy(fake.tree(), StartOrder.of(fake.specs(), fake.dependencies()), fake, fake);
        Child[] found = {
            new Child("up", 11, true, true, 1, 0, 0, ""),
            new Child("down", 0, false, false, 0, 0, 0, ""),
            new Child("dead", 12, false, true, 4, 0, 137, ""),
            new Child("given", 13, false, false, 3, 3, 1, "failed"),
            new Child("over", 14, false, true, 1, 0, 0, "done"),
            new Child("needs", 0, false, false, 0, 0, 0, ""),
            new Child("blocked", 0, false, false, 0, 0, 0, ""),
            new Child("starting", 15, true, false, 1, 0, 0, "")
        };
        next.adopt(found, new long[0], 0);
        next.advance(0);
        asked("start down", "start dead", "start needs");
        assertEquals("blocked", fake.reports.getLast().child());
        next.hear(
                new atoll.contract.process.Event.Died(1, "up", 11, true, false, 0, Ending.KILLED, 137, "died", ""), 0);
        next.advance(0);
        asked("start up");
    }

    @Test
    void aDeathForWhichOthersLeaveIsKeptForASuccessor() throws Exception {
        fake.three(Strategy.ONE_FOR_ALL, 0);
        long before = fake.events();
        fake.killed("b");
        assertEquals(before, fake.policy().settled(fake.events()));
        fake.killed("c");
        assertEquals(before, fake.policy().settled(fake.events()));
        fake.killed("a");
        assertEquals(fake.events(), fake.policy().settled(fake.events()));
    }

    // -- the end

    @Test
    void closedAllEndLastFirstAndNothingStarts() throws Exception {
        fake.three(Strategy.ONE_FOR_ONE, 5);
        fake.close();
        asked("terminate c");
        fake.died("c", Ending.EXITED, 143);
        asked("terminate b");
        fake.after(5);
        asked("end b");
        fake.killed("b");
        asked("terminate a");
        fake.killed("a");
        asked();
        assertEquals("all were told to end", fake.policy().over());
        // A successor would hear that all are to end; that they became ready it need not.
        assertEquals(3, fake.policy().settled(fake.events()));
    }
}
