package atoll.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.PeerDied;
import atoll.kernel.Process;
import atoll.tests.Wait;
import guest.faults.Bank;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the campaign found about servers that die, each by itself. */
@Tag("faults")
@Timeout(120)
class DeadServerTest extends Banks {
    private static final int TIMES = 100;

    @Test
    void aCallWithADeadlineDoesNotWaitLongerForAServer() {
        Bank gate = bank.capability().within(Duration.ofMillis(20)).gate();
        long start = System.nanoTime();
        assertThrows(PeerDied.class, gate::books);
        assertTrue(System.nanoTime() - start < PATIENT.toNanos() / 2);
    }

    /** Its kill closes what it has open; the exception of that is not the server's answer. */
    @Test
    void whatAKilledServerThrowsIsNoAnswer() throws Exception {
        Bank[] gates = {
            bank.capability().gate(), bank.capability().within(PATIENT).gate()
        };
        for (int i = 0; i < TIMES; i++) {
            Bank gate = gates[i % 2];
            Process server = server(0);
            books();
            FutureTask<Throwable> call = new FutureTask<>(() -> assertThrows(Exception.class, gate::read));
            new Thread(call).start();
            Wait.until(() -> !bank.isIdle(), () -> "the call does not arrive");
            server.kill();
            assertEquals(PeerDied.class, call.get().getClass());
            stage.clear();
        }
    }
}
