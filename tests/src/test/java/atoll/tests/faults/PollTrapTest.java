package atoll.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.kernel.ExitStatus;
import atoll.kernel.Process;
import atoll.personality.java.Grants;
import guest.faults.Permit;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Polls are counted, and held up, without the program seeing anything of it. */
@Tag("faults")
@Timeout(180)
class PollTrapTest {
    private static final int STEPS = 4;
    private static final long WHILE = TimeUnit.MILLISECONDS.toNanos(5);

    private final Stage stage = new Stage();

    @AfterEach
    void nothingStays() throws Exception {
        stage.end();
    }

    private Process program() throws Exception {
        return stage.prepare(Permit.class, new Grants(), OutputStream.nullOutputStream());
    }

    /** With something done at its {@code n}th poll. */
    private Process run(long n, java.util.function.Consumer<Process> what) throws Exception {
        Process process = program();
        process.trap.at(n, () -> what.accept(process));
        process.start();
        process.waitFor();
        return process;
    }

    @Test
    void aProgramPollsTheSameNumberOfTimesInEachRun() throws Exception {
        Process first = run(Long.MAX_VALUE, p -> {});
        assertFalse(first.trap.sprung());
        assertTrue(first.trap.polls() >= STEPS, first.trap.polls() + " polls");
        assertEquals(first.trap.polls(), run(Long.MAX_VALUE, p -> {}).trap.polls());
    }

    @Test
    void aProgramIsKilledAtThePollThatWasNamed() throws Exception {
        long all = run(Long.MAX_VALUE, p -> {}).trap.polls();
        for (long n = 1; n <= all; n++) {
            Process process = run(n, Process::kill);
            assertEquals(n, process.trap.polls());
            assertEquals(ExitStatus.killed(), process.waitFor().status());
        }
        assertEquals(
                ExitStatus.exited(STEPS), run(all + 1, Process::kill).waitFor().status());
    }

    @Test
    void whoWaitsAtAPollLosesNoPermitToPark() throws Exception {
        long all = run(Long.MAX_VALUE, p -> {}).trap.polls();
        for (long n = 1; n <= all; n++) {
            Process held = run(n, p -> LockSupport.parkNanos(WHILE));
            assertEquals(ExitStatus.exited(STEPS), held.waitFor().status());
            Process paused = run(n, p -> {
                p.pause();
                new Thread(() -> {
                            LockSupport.parkNanos(WHILE);
                            p.resume();
                        })
                        .start();
            });
            assertEquals(ExitStatus.exited(STEPS), paused.waitFor().status());
        }
    }
}
