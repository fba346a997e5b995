package atoll.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.Revoked;
import atoll.kernel.Capability;
import atoll.kernel.Endpoint;
import atoll.kernel.ExitStatus;
import atoll.kernel.PollTrap;
import atoll.kernel.Process;
import atoll.kernel.ProcessState;
import guest.faults.Bank;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One of those who take part in calls is killed at its n-th poll, for each n: the others are right, or are told. */
@Tag("faults")
@Timeout(36_000)
class KillAtEveryPollTest extends Banks {
    @Test
    void aServer() throws Exception {
        Walk.through("server", n -> {
            kept.set(null);
            Capability<Bank> weak = bank.capability().with(Set.of("move"));
            Process victim = server(n);
            stage.followed(victim, () -> server(0));
            move(weak, MOVES);
            inOrder();
            return ended(victim, bank, weak);
        });
    }

    /** What is killed has called into a server, or is in the middle of a chain of calls. */
    @Test
    void aServerThatCallsAnother() throws Exception {
        Walk.through("middle of a chain", n -> {
            kept.set(null);
            Capability<Bank> weak = branch.capability().with(Set.of("move"));
            server(0);
            Process victim = middle(n);
            stage.followed(victim, () -> middle(0));
            move(weak, MOVES);
            inOrder();
            return ended(victim, branch, weak);
        });
    }

    @Test
    void theLastServerOfAChain() throws Exception {
        Walk.through("end of a chain", n -> {
            kept.set(null);
            Capability<Bank> weak = branch.capability().with(Set.of("move"));
            middle(0);
            Process victim = server(n);
            stage.followed(victim, () -> server(0));
            movePast(weak, MOVES);
            inOrder();
            return ended(victim, branch, weak);
        });
    }

    @Test
    void aServerThatIsCalledWithADeadline() throws Exception {
        Walk.through("server, on threads of its own", n -> {
            kept.set(null);
            Capability<Bank> weak = bank.capability().within(Duration.ofSeconds(30));
            Process victim = server(n);
            stage.followed(victim, () -> server(0));
            move(weak, MOVES);
            inOrder();
            return ended(victim, bank, weak);
        });
    }

    @Test
    void aClient() throws Exception {
        Walk.through("client", n -> clientDies(n, "calls"));
    }

    @Test
    void aClientWithARing() throws Exception {
        Walk.through("client with a ring", n -> clientDies(n, "ring"));
    }

    /** The server, its other clients and what they hold are as if the client had never been. */
    private PollTrap clientDies(long n, String how) throws Exception {
        kept.set(null);
        Process server = server(0);
        Process victim = client(n, bank, how);
        ExitStatus ended = victim.waitFor().status();
        assertEquals(victim.trap.sprung() ? ExitStatus.killed() : ExitStatus.exited(0), ended);
        long done = books().moves();
        assertTrue(victim.trap.sprung() ? done <= MOVES : done == MOVES, done + " moves");
        ExitStatus other = client(0, bank, how).waitFor().status();
        assertEquals(ExitStatus.exited(0), other);
        assertEquals(done + MOVES, books().moves());
        inOrder();
        assertEquals(ProcessState.RUNNING, server.state());
        Stage.await(bank::isIdle, () -> "somebody is in the server");
        stage.clear();
        return victim.trap;
    }

    /** After a run: what was revoked stays so, and nobody is in a server. */
    private PollTrap ended(Process victim, Endpoint<Bank> endpoint, Capability<Bank> capability) throws Exception {
        capability.revoke();
        assertThrows(Revoked.class, () -> capability.gate().books());
        Stage.await(endpoint::isIdle, () -> "somebody is in the server");
        stage.clear();
        assertTrue(endpoint.isIdle());
        return victim.trap;
    }
}
