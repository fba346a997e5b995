package atoll.server.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.process.Child;
import atoll.contract.process.Ending;
import atoll.contract.process.Restart;
import atoll.contract.process.Strategy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Children that are started again without the supervisor, and what it makes of it. */
class StandingOrderTest {
    private final FakeChildren fake = new FakeChildren();

    private void asked(String... all) {
        fake.assertAsked(all);
    }

    @Test
    void whoWouldBeStartedAgainAtOnceIsArmed() throws Exception {
        fake.child("a")
                .child("t", Restart.TRANSIENT, 0)
                .child("o", Restart.TEMPORARY, 0)
                .begin();
        assertEquals(List.of(), fake.armed);
        fake.ready("a", "t", "o").after(1_000);
        assertEquals(List.of("a"), fake.armed);
    }

    @Test
    void inAGroupNobodyIsArmed() throws Exception {
        fake.three(Strategy.REST_FOR_ONE, 0);
        fake.after(1_000);
        assertEquals(List.of(), fake.armed);
    }

    @Test
    void whoDiedSoonIsArmedWhenItIsCalm() throws Exception {
        fake.child("a")
                .tree(Strategy.ONE_FOR_ONE, 9)
                .begin()
                .ready("a")
                .replaced("a")
                .ready("a");
        assertEquals(List.of(), fake.armed);
        assertEquals(50, fake.policy().waitMillis(fake.now, 1_000));
        fake.after(49);
        assertEquals(List.of(), fake.armed);
        fake.after(1);
        assertEquals(List.of("a"), fake.armed);
        assertEquals(1_000, fake.policy().waitMillis(fake.now, 1_000));
    }

    @Test
    void whenTheIntensityIsUsedUpNobodyIsArmedUntilThereIsRoom() throws Exception {
        fake.child("a")
                .child("b")
                .begin()
                .ready("a", "b")
                .replaced("a")
                .ready("a")
                .after(60);
        assertEquals(List.of("b", "a"), fake.armed);
        fake.replaced("a").ready("a").after(60);
        assertEquals(List.of("b"), fake.armed);
        assertEquals(1_000, fake.policy().waitMillis(fake.now, 1_000));
        fake.after(1_000);
        assertEquals(List.of("b", "a"), fake.armed);
    }

    @Test
    void whoWasReplacedIsReportedAndCountedAndNotStartedOnceMore() throws Exception {
        fake.child("a").begin().ready("a");
        asked("start a");
        int first = fake.pid("a");
        fake.replaced("a");
        asked();
        assertEquals(first, fake.reports.getLast().pid());
        assertEquals("a died; it is started again", fake.reports.getLast().cause());
        assertEquals(1, fake.policy().times().length);
        fake.died("a", Ending.EXITED, 1).after(10);
        asked("start a");
    }

    @Test
    void whoIsReplacedOnceTooOftenIsEndedWithTheOthers() throws Exception {
        fake.child("a")
                .child("b")
                .begin()
                .ready("a", "b")
                .replaced("a")
                .ready("a")
                .after(60)
                .replaced("a");
        fake.asked();
        fake.ready("a").after(60).replaced("a");
        asked("end b");
        fake.killed("b");
        asked("end a");
        fake.killed("a");
        assertTrue(String.valueOf(fake.policy().over()).startsWith("a died"));
    }

    @Test
    void whoIsReplacedWhileAllEndIsEndedToo() throws Exception {
        fake.child("a").child("b").begin().ready("a", "b").close();
        asked("start a", "start b", "end b");
        fake.replaced("a");
        asked();
        fake.killed("b");
        asked("end a");
        fake.replaced("a");
        asked("end a");
        fake.killed("a");
        assertEquals("all were told to end", fake.policy().over());
    }

    @Test
    void aSuccessorHearsOfWhoWasReplacedMeanwhile() throws Exception {
        fake.child("a").begin();
        fake.asked();
        Policy next = new Policy(fake.tree(), StartOrder.of(fake.specs(), fake.dependencies()), fake, fake);
        next.adopt(new Child[] {new Child("a", 12, true, true, 2, 0, 0, "")}, new long[0], 0);
        next.hear(
                new atoll.contract.process.Event.Died(1, "a", 11, true, false, 12, Ending.KILLED, 137, "died", ""), 0);
        next.advance(0);
        asked();
        assertEquals(11, fake.reports.getLast().pid());
        assertEquals(1, next.times().length);
        assertEquals(List.of("a"), fake.armed);
    }
}
