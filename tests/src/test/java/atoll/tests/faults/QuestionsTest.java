package atoll.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.PeerDied;
import atoll.contract.Refused;
import atoll.contract.Revoked;
import atoll.kernel.Capability;
import atoll.kernel.Endpoint;
import atoll.kernel.ExitStatus;
import atoll.kernel.Process;
import atoll.personality.java.Grants;
import atoll.tests.Wait;
import guest.faults.Bank;
import guest.faults.Rogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a sceptic asks of a microkernel, as tests. */
@Tag("faults")
@Timeout(300)
class QuestionsTest extends Supervision {
    private void start() throws Exception {
        trap("nobody", 0, 0, 0);
        services.tree(TREE)
                .add(bankService().shutdown(PATIENT))
                .add(branchService())
                .start();
        move(bank.capability(), 1);
    }

    @Test
    void doesTheSystemRecoverByItselfWhenAServerDies() throws Exception {
        start();
        Process before = services.process("bank");
        before.kill();
        // Nobody does anything about it but the system.
        move(bank.capability(), MOVES);
        moveThroughBranch(MOVES);
        Process after = services.process("bank");
        assertNotEquals(before.id(), after == null ? 0 : after.id());
        inOrder();
        recovers();
    }

    @Test
    void canOneKillADriverLikeAnyProgram() throws Exception {
        start();
        for (Process process : stage.atoll.processes().all()) {
            if (process.name().equals(BANK)) {
                process.kill();
                assertEquals(List.of(), process.waitFor().undead());
            }
        }
        recovers();
    }

    @Test
    void areTheSecurityPromisesKeptWhileAServerIsDown() throws Exception {
        Endpoint<Bank> down = stage.atoll.endpoint("bank", Bank.class);
        Grants serves = new Grants().use("ledger", ledger.capability()).serve("bank", down);
        Process server = stage.start(0, guest.faults.BankServer.class, serves);
        Capability<Bank> weak = down.capability().with(Set.of());
        Capability<Bank> lost = down.capability();
        Wait.until(() -> !isDown(down), () -> "the server does not serve");
        server.kill();
        server.waitFor();
        // Its place is nobody else's, and calls fail closed.
        Process impostor = stage.start(0, Rogue.class, new Grants().use("bank", down.capability()), "impostor");
        assertEquals(ExitStatus.exited(0), impostor.waitFor().status());
        assertThrows(PeerDied.class, () -> down.capability().gate().books());
        assertThrows(Refused.class, () -> weak.gate().move(1));
        lost.revoke();
        assertThrows(Revoked.class, () -> lost.gate().books());
        Capability<Bank> derived = lost.with(Set.of("move"));
        // The next one serves those who could call before, and those only, no more than before.
        stage.start(0, guest.faults.BankServer.class, serves);
        Wait.until(() -> !isDown(down), () -> "the server does not serve");
        assertEquals(1, down.capability().gate().move(1));
        assertEquals(1, weak.gate().books().moves());
        assertThrows(Refused.class, () -> weak.gate().move(1));
        assertThrows(Revoked.class, () -> lost.gate().books());
        assertThrows(Revoked.class, () -> derived.gate().books());
    }

    private static boolean isDown(Endpoint<Bank> endpoint) {
        try {
            endpoint.capability().gate().books();
            return false;
        } catch (PeerDied e) {
            return true;
        }
    }

    /** Who waits for a server hears at once that its right to call it is gone. */
    @Test
    void isARevokedCapabilityRevokedForThoseWhoWaitForAServer() throws Exception {
        Capability<Bank> capability = bank.capability();
        FutureTask<Throwable> call = new FutureTask<>(
                () -> assertThrows(Exception.class, () -> capability.gate().books()));
        Thread thread = new Thread(call);
        thread.start();
        Wait.until(() -> thread.getState() == Thread.State.TIMED_WAITING, () -> "it does not wait");
        long start = System.nanoTime();
        capability.revoke();
        assertEquals(Revoked.class, call.get().getClass());
        assertTrue(System.nanoTime() - start < PATIENT.toNanos() / 2);
    }

    @Test
    void isLiveReplacementPossibleWithoutLosingARequest() throws Exception {
        start();
        AtomicBoolean over = new AtomicBoolean();
        List<FutureTask<Long>> clients = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            clients.add(new FutureTask<>(() -> {
                long moved = 0;
                Bank gate = bank.capability().gate();
                while (!over.get()) {
                    // Not repeated by the gate: what is lost or refused is thrown, what is done twice is counted.
                    gate.move(1);
                    moved++;
                }
                return moved;
            }));
        }
        clients.forEach(client -> new Thread(client).start());
        for (int i = 0; i < 3; i++) {
            assertTrue(services.upgrade("bank", i % 2 == 0 ? nextBank() : program(BANK), Duration.ofSeconds(60)));
        }
        over.set(true);
        long moved = 1;
        for (FutureTask<Long> client : clients) {
            moved += client.get();
        }
        assertEquals(moved, books().moves());
        inOrder();
        assertEquals(NEXT, services.process("bank").name());
    }
}
