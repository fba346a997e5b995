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
import atoll.tests.Wait;
import guest.faults.Bank;
import java.io.IOException;
import java.util.Set;
import java.util.function.ObjIntConsumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One of those who take part in calls is killed at its n-th poll, for each n: the others are right, or are told. */
@Tag("faults")
@Timeout(36_000)
class KillAtEveryPollTest extends Banks {
    private static Capability<Bank> movesOnly(Capability<Bank> all) {
        return all.with(Set.of("move"));
    }

    @Test
    void aServer() throws Exception {
        Walk.through("server", n -> serverDies(n, bank, KillAtEveryPollTest::movesOnly, this::server, this::move));
    }

    /** What is killed has called into a server, or is in the middle of a chain of calls. */
    @Test
    void aServerThatCallsAnother() throws Exception {
        Walk.through("middle of a chain", n -> {
            server(0);
            return serverDies(n, branch, KillAtEveryPollTest::movesOnly, this::middle, this::move);
        });
    }

    @Test
    void theLastServerOfAChain() throws Exception {
        Walk.through("end of a chain", n -> {
            middle(0);
            return serverDies(n, branch, KillAtEveryPollTest::movesOnly, this::server, this::movePast);
        });
    }

    @Test
    void aServerThatIsCalledWithADeadline() throws Exception {
        Walk.through(
                "server, on threads of its own",
                n -> serverDies(n, bank, all -> all.within(PATIENT), this::server, this::move));
    }

    /** Starts what is killed at its {@code n}th poll, or never. */
    private interface Starts {
        Process start(long n) throws IOException;
    }

    /** One that is called, through a weaker capability, is killed and followed: the calls are right, or say what happened. */
    private PollTrap serverDies(
            long n,
            Endpoint<Bank> called,
            UnaryOperator<Capability<Bank>> weaker,
            Starts starts,
            ObjIntConsumer<Capability<Bank>> moves)
            throws Exception {
        Capability<Bank> weak = weaker.apply(called.capability());
        Process victim = starts.start(n);
        stage.followed(victim, () -> starts.start(0));
        moves.accept(weak, MOVES);
        inOrder();
        weak.revoke();
        assertThrows(Revoked.class, () -> weak.gate().books());
        over(called);
        return victim.trap;
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
        over(bank);
        return victim.trap;
    }

    /** After a run: nobody is in the server, and nothing stays of it. */
    private void over(Endpoint<Bank> called) throws Exception {
        Wait.until(called::isIdle, () -> "somebody is in the server");
        stage.clear();
        assertTrue(called.isIdle());
        kept.set(null);
    }
}
