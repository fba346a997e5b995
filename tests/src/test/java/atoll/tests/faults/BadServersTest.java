package atoll.tests.faults;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.Completion;
import atoll.contract.Late;
import atoll.contract.PeerFailed;
import atoll.contract.Ring;
import atoll.kernel.Capability;
import atoll.kernel.ExitStatus;
import atoll.kernel.Process;
import atoll.personality.java.Grants;
import atoll.tests.Wait;
import guest.faults.Bank;
import guest.faults.Rogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that hang, are slow, lie and leak: who calls them goes on, and when they are killed nothing of it is left. */
@Tag("faults")
@Timeout(120)
class BadServersTest extends Banks {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final int CALLS = 8;
    private static final int THREADS = 40;
    private static final int PIPES = 50;

    private Process rogue(String how, Grants grants) throws IOException {
        return stage.start(0, Rogue.class, grants.serve("bank", bank), how);
    }

    /** Another takes its place, and all is well. */
    private void replaced(Process rogue) throws Exception {
        rogue.kill();
        assertEquals(0, rogue.waitFor().undead().size());
        server(0);
        move(bank.capability(), 1);
        inOrder();
        Wait.until(bank::isIdle, () -> "somebody is in the server");
    }

    @Test
    void whoCallsAServerThatHangsLeavesAtTheDeadline() throws Exception {
        Process rogue = rogue("hang", new Grants());
        // It serves: a call with a short deadline would not wait for that.
        assertEquals(1_000, bank.capability().gate().books().left());
        Bank gate = bank.capability().within(SHORT).gate();
        for (int i = 0; i < CALLS; i++) {
            assertThrows(Late.class, () -> gate.move(1));
            assertEquals(1_000, bank.capability().gate().books().left());
        }
        try (Ring<Bank> ring = bank.capability().within(SHORT).ring(CALLS)) {
            for (int i = 0; i < CALLS; i++) {
                ring.calls().move(1);
            }
            ring.submit();
            for (int i = 0; i < CALLS; i++) {
                Completion completion = ring.take();
                assertEquals(i, completion.ticket());
                assertTrue(completion.failure() instanceof Late, completion.toString());
            }
        }
        replaced(rogue);
    }

    @Test
    void aLateAnswerIsNobodys() throws Exception {
        Process rogue = rogue("slow", new Grants());
        // It serves: a call with a short deadline would not wait for that.
        assertEquals(1_000, bank.capability().gate().books().left());
        Bank gate = bank.capability().within(SHORT).gate();
        for (int i = 0; i < CALLS; i++) {
            assertThrows(Late.class, () -> gate.move(2 * SHORT.toMillis()));
            // The answer to the call before comes about now.
            Capability<Bank> patient = bank.capability().within(PATIENT);
            assertEquals(i, patient.gate().move(i));
            assertEquals(1, patient.gate().raised(new byte[] {1})[0]);
        }
        replaced(rogue);
    }

    @Test
    void aLieOfTheRightTypeIsDataThatTheClientChecks() throws Exception {
        Process rogue = rogue("lie", new Grants());
        assertEquals(ExitStatus.exited(1), client(0, bank, "calls").waitFor().status());
        assertEquals(ExitStatus.exited(1), client(0, bank, "ring").waitFor().status());
        Bank gate = bank.capability().gate();
        Bank.Books one = gate.books();
        Bank.Books other = gate.books();
        assertNull(one == null ? one : other);
        assertEquals(new Bank.Books(Long.MIN_VALUE, 3, -7), one == null ? other : one);
        replaced(rogue);
    }

    /** What a client has got does not change any more, whatever the server does with what it had. */
    @Test
    void aServerDoesNotReachWhatItGaveAway() throws Exception {
        Process rogue = rogue("lie", new Grants());
        for (Capability<Bank> capability :
                List.of(bank.capability(), bank.capability().within(PATIENT))) {
            byte[] sent = {1, 2, 3};
            byte[] got = capability.gate().raised(sent);
            capability.gate().raised(new byte[1]);
            assertArrayEquals(new byte[] {1, 2, 3}, sent);
            assertArrayEquals(new byte[] {1, 2, 3}, got);
        }
        replaced(rogue);
    }

    @Test
    void aServerThatMakesThreadsWithoutEndMeetsItsLimitAlone() throws Exception {
        Process rogue = rogue("threads", new Grants().threads(THREADS));
        Bank gate = bank.capability().gate();
        PeerFailed failed = assertThrows(PeerFailed.class, () -> gate.move(1));
        assertEquals(OutOfMemoryError.class.getName(), failed.thrown());
        assertTrue(failed.getMessage().contains("of " + THREADS), failed.getMessage());
        // It has no thread left for a call with a deadline or of a ring, and says so; calls on their caller's go on.
        assertEquals(1_000, gate.books().left());
        assertThrows(
                PeerFailed.class, () -> bank.capability().within(PATIENT).gate().books());
        try (Ring<Bank> ring = bank.capability().ring(1)) {
            ring.calls().books();
            ring.submit();
            assertTrue(ring.take().failure() instanceof PeerFailed);
        }
        replaced(rogue);
    }

    @Test
    void whatAServerLeftOpenIsClosed() throws Exception {
        Set<String> before = pipes();
        Process rogue = rogue("channels", new Grants());
        assertEquals(PIPES, bank.capability().gate().move(PIPES));
        Set<String> opened = pipes();
        opened.removeAll(before);
        assertTrue(opened.size() >= PIPES, opened.toString());
        rogue.kill();
        rogue.waitFor();
        Set<String> left = pipes();
        left.retainAll(opened);
        assertTrue(left.size() <= opened.size() - PIPES, opened + " were opened, and there are still " + left);
        replaced(rogue);
    }

    /** Those of this JVM by their numbers; files of all kinds come and go with the loaders of other processes. */
    private static Set<String> pipes() throws IOException {
        Set<String> pipes = new HashSet<>();
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            for (Path file : files.toList()) {
                try {
                    String name = Files.readSymbolicLink(file).toString();
                    if (name.startsWith("pipe:")) {
                        pipes.add(name);
                    }
                } catch (NoSuchFileException e) {
                    // Closed meanwhile.
                }
            }
        }
        return pipes;
    }
}
