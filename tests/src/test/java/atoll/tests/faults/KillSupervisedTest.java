package atoll.tests.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.kernel.PollTrap;
import atoll.kernel.Process;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The supervisor, its children and the parties of an upgrade are killed at their n-th poll, for each n. */
@Tag("faults")
@Timeout(36_000)
class KillSupervisedTest extends Supervision {
    private PollTrap run(String program, int from, int to, long n) throws Exception {
        kept.set(null);
        trap(program, from, to, n);
        services.tree(TREE).add(bankService()).add(branchService()).start();
        moveThroughBranch(2);
        killed("bank");
        moveThroughBranch(2);
        recovers();
        endRun();
        return trapOf(program, from);
    }

    @Test
    void theFirstSupervisor() throws Exception {
        Walk.through("first supervisor", n -> run(SUPERVISOR, 1, 1, n));
    }

    @Test
    void threeSupervisorsInARow() throws Exception {
        Walk.through("three supervisors in a row", n -> run(SUPERVISOR, 1, 3, n));
    }

    @Test
    void aChild() throws Exception {
        Walk.through("child", n -> run(BANK, 1, 1, n));
    }

    @Test
    void twoProcessesOfAChildInARow() throws Exception {
        Walk.through("two processes of a child in a row", n -> run(BANK, 1, 2, n));
    }

    @Test
    void aChildThatOthersNeed() throws Exception {
        Walk.through("child that needs the killed one", n -> run(BRANCH, 1, 2, n));
    }

    // -- upgrades

    /** Whoever dies: afterwards the one program serves or the other, as it was told, and no move is lost. */
    private PollTrap upgraded(String program, int number, long n) throws Exception {
        kept.set(null);
        trap(program, number, number, n);
        services.tree(TREE).add(bankService().shutdown(Duration.ofSeconds(30))).start();
        move(bank.capability(), 2);
        FutureTask<Boolean> client = new FutureTask<>(() -> {
            move(bank.capability(), MOVES);
            return true;
        });
        new Thread(client).start();
        boolean done = services.upgrade("bank", nextBank(), Duration.ofSeconds(30));
        assertTrue(client.get());
        move(bank.capability(), 1);
        Stage.await(
                () -> serves(done ? NEXT : BANK),
                () -> "upgraded " + done + ", and there is " + services.process("bank"));
        killed("bank");
        move(bank.capability(), 1);
        assertTrue(serves(done ? NEXT : BANK), "upgraded " + done + ", and there is " + services.process("bank"));
        inOrder();
        PollTrap trap = trapOf(program, number);
        assertTrue(done || trap.sprung(), "nobody was killed, and it was not upgraded");
        endRun();
        return trap;
    }

    private boolean serves(String program) {
        Process process = services.process("bank");
        return process != null && process.name().equals(program);
    }

    @Test
    void theOldProgramOfAnUpgrade() throws Exception {
        Walk.through("old program of an upgrade", n -> upgraded(BANK, 1, n));
    }

    @Test
    void theNextProgramOfAnUpgrade() throws Exception {
        Walk.through("next program of an upgrade", n -> upgraded(NEXT, 1, n));
    }

    @Test
    void theSupervisorDuringAnUpgrade() throws Exception {
        Walk.through("supervisor during an upgrade", n -> upgraded(SUPERVISOR, 1, n));
    }
}
