package atoll.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.terminal.Modes;
import atoll.contract.terminal.Size;
import atoll.kernel.PollTrap;
import atoll.kernel.Process;
import atoll.personality.java.Grants;
import atoll.system.service.TerminalService;
import atoll.system.service.TerminalService.Bell;
import atoll.tests.Wait;
import atoll.tests.services.Line;
import guest.TerminalProgram;
import guest.TerminalUser;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The terminal server is killed at its n-th poll, for each n: each key is taken once, each line read once, modes and size stay. */
@Tag("faults")
@Timeout(36_000)
class KillTerminalTest extends Supervision {
    private static final String TERMINAL = "terminal";
    private static final int LINES = 10;

    private PollTrap run(int to, long n) throws Exception {
        trap(TERMINAL, 1, to, n);
        TerminalService service = new TerminalService(stage.atoll, services.tree(TREE), PATIENT)
                .session("one")
                .session("two");
        services.add(service.service(TERMINAL));
        services.start();
        Line line =
                new Line(service.driver("one").gate(), service.terminal("one").gate());
        Line other =
                new Line(service.driver("two").gate(), service.terminal("two").gate());
        Modes sane = line.modes();
        edits(service, line);
        line.driver.resize(line.opening, new Size(40, 5));
        other.terminal.setModes(sane.withLocal(0));
        other.type("raw\u007f");
        Process user = stage.start(0, TerminalUser.class, service.let("one", new Grants()), "lines", "2");
        line.type("for it\nand it\n");
        assertEquals(0, user.waitFor().status().code());
        Process raw = stage.start(0, TerminalUser.class, service.let("one", new Grants()), "raw");
        Wait.until(() -> !modes(line).equals(sane), () -> "modes are not set");
        raw.kill();
        raw.waitFor();
        Wait.until(() -> modes(line).equals(sane), () -> "modes of the dead");
        killed(TERMINAL);
        assertEquals(new Size(40, 5), line.terminal.size());
        assertEquals("raw\u007f", other.line());
        edits(service, line);
        line.write(new byte[] {'s', 'e', 'e', 'n'});
        assertTrue(line.screen().endsWith("seen"));
        other.driver.hangUp(other.opening);
        assertEquals("", other.line());
        endRun();
        return trapOf(TERMINAL, 1);
    }

    private static Modes modes(Line line) {
        try {
            return line.modes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void edits(TerminalService service, Line line) throws IOException {
        line.type("drop\u0003");
        assertTrue(service.bell("one", Bell.INTERRUPT).poll() >= 1, "an interrupt is lost");
        line.type("on\u00e9\u007fe\nt");
        line.look();
        assertEquals("one\n", line.line());
        line.type("wo\u0004");
        assertEquals("two", line.line());
        assertNull(line.line());
    }

    /** A program that knows nothing of Atoll reads each line once, and sees pauses at most. */
    private PollTrap program(long n) throws Exception {
        trap(TERMINAL, 1, 1, n);
        TerminalService service = new TerminalService(stage.atoll, services.tree(TREE), PATIENT).session("one");
        services.add(service.service(TERMINAL));
        services.start();
        Line line =
                new Line(service.driver("one").gate(), service.terminal("one").gate());
        Process program = stage.start(0, TerminalProgram.class, service.attach("one", new Grants()), "tally");
        for (int i = 0; i < LINES; i++) {
            line.type(i + "\n");
            line.look();
        }
        line.type("\u0004");
        assertEquals(LINES, program.waitFor().status().code());
        killed(TERMINAL);
        Process next = stage.start(0, TerminalProgram.class, service.attach("one", new Grants()), "tally");
        line.type("0\n\u0004");
        assertEquals(1, next.waitFor().status().code());
        endRun();
        return trapOf(TERMINAL, 1);
    }

    @Test
    void aProgram() throws Exception {
        Walk.through("program at a terminal", this::program);
    }

    @Test
    void theTerminal() throws Exception {
        Walk.through("terminal", n -> run(1, n));
    }

    @Test
    void twoTerminalsInARow() throws Exception {
        Walk.through("two terminals in a row", n -> run(2, n));
    }
}
