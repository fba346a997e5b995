package atoll.tests.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.kernel.Process;
import atoll.tests.Wait;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The supervisor, its children and the parties of an upgrade are killed at their n-th poll, for each n. */
@Tag("faults")
@Timeout(36_000)
class KillSupervisedTest extends Supervision {
    private void works() throws Exception {
        services.tree(TREE).add(bankService()).add(branchService()).start();
        moveThroughBranch(2);
        killed("bank");
        moveThroughBranch(2);
        recovers();
    }

    @Test
    void theFirstSupervisor() throws Exception {
        walk("first supervisor", SUPERVISOR, 1, 1, this::works);
    }

    @Test
    void threeSupervisorsInARow() throws Exception {
        walk("three supervisors in a row", SUPERVISOR, 1, 3, this::works);
    }

    @Test
    void aChild() throws Exception {
        walk("child", BANK, 1, 1, this::works);
    }

    @Test
    void twoProcessesOfAChildInARow() throws Exception {
        walk("two processes of a child in a row", BANK, 1, 2, this::works);
    }

    @Test
    void aChildThatOthersNeed() throws Exception {
        walk("child that needs the killed one", BRANCH, 1, 2, this::works);
    }

    // -- upgrades

    /** Whoever dies: afterwards the one program serves or the other, as it was told, and no move is lost. */
    private void upgraded(String program) throws Exception {
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
        Wait.until(
                () -> serves(done ? NEXT : BANK),
                () -> "upgraded " + done + ", and there is " + services.process("bank"));
        killed("bank");
        move(bank.capability(), 1);
        assertTrue(serves(done ? NEXT : BANK), "upgraded " + done + ", and there is " + services.process("bank"));
        inOrder();
        assertTrue(done || trapOf(program, 1).sprung(), "nobody was killed, and it was not upgraded");
    }

    private boolean serves(String program) {
        Process process = services.process("bank");
        return process != null && process.name().equals(program);
    }

    @Test
    void theOldProgramOfAnUpgrade() throws Exception {
        walk("old program of an upgrade", BANK, 1, 1, () -> upgraded(BANK));
    }

    @Test
    void theNextProgramOfAnUpgrade() throws Exception {
        walk("next program of an upgrade", NEXT, 1, 1, () -> upgraded(NEXT));
    }

    @Test
    void theSupervisorDuringAnUpgrade() throws Exception {
        walk("supervisor during an upgrade", SUPERVISOR, 1, 1, () -> upgraded(SUPERVISOR));
    }
}
