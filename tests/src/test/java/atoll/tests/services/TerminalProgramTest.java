package atoll.tests.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.terminal.Modes;
import atoll.personality.java.Grants;
import atoll.system.service.TerminalService;
import atoll.system.service.TerminalService.Bell;
import atoll.tests.Guest;
import atoll.tests.Kills;
import atoll.tests.Wait;
import guest.TerminalProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Programs that know nothing of Atoll, with a session as their standard streams and their console. */
@Timeout(180)
class TerminalProgramTest extends Served {
    private static final int KILLS = 10;
    private static final int BURST = 16;

    private final TerminalService service = new TerminalService(atoll, services, PATIENCE).session("tty");
    private final StringBuilder screen = new StringBuilder();
    private Line line;

    private void serve() throws IOException {
        services.add(service.service("terminal"));
        services.start();
        line = new Line(service.driver("tty").gate(), service.terminal("tty").gate());
    }

    private Guest program(String... arguments) throws IOException {
        return guest(TerminalProgram.class, service.attach("tty", new Grants()), arguments);
    }

    private void await(String text) throws InterruptedException {
        Wait.until(() -> shown().contains(text), () -> "no \"" + text + "\" on the screen: " + screen);
        screen.setLength(0);
    }

    private String shown() {
        try {
            return screen.append(line.screen()).toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** All that is on the screen when it has ended. */
    private String end(Guest guest) throws InterruptedException {
        assertEquals("", guest.end());
        return shown();
    }

    @Test
    void linesUntilTheEnd() throws Exception {
        serve();
        Guest guest = program("lines");
        line.type("first\nse\u007f\u007fsecond \u00e9\n");
        await("line second \u00e9\r\n");
        line.type("third\u0004\u0004\u0004");
        assertTrue(end(guest).endsWith("line third\r\nend\r\n"), screen::toString);
        screen.setLength(0);
        guest = program("scan");
        line.type("20\n22\n");
        assertTrue(end(guest).endsWith("sum 42\r\n"), screen::toString);
    }

    @Test
    void theConsole() throws Exception {
        serve();
        Guest guest = program("console");
        await("true UTF-8\r\nname: ");
        line.type("Ren\u00e9\n");
        await("Ren\u00e9\r\npassword: ");
        Wait.until(() -> (modes().local() & Modes.ECHO) == 0, () -> "the password would be shown");
        line.type("geheim\n");
        await("\r\nRen\u00e9 has geheim\r\n");
        assertTrue((modes().local() & Modes.ECHO) != 0);
        line.type("more\n");
        await("more\r\nthen more\r\n");
        line.type("\u0004");
        Wait.until(() -> (modes().local() & Modes.ECHO) == 0, () -> "the password would be shown");
        line.type("\u0004");
        assertEquals("\r\nend null null\r\n", end(guest));
    }

    private Modes modes() {
        try {
            return line.modes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void withoutATerminalThereIsNoConsole() throws Exception {
        assertEquals(
                "console null\n",
                guest(TerminalProgram.class, new Grants(), "none").end());
    }

    @Test
    void whoIsKilledLeavesTheEcho() throws Exception {
        serve();
        Modes sane = modes();
        for (int i = 0; i < 3; i++) {
            Guest guest = program("password");
            await("password: ");
            Wait.until(() -> (modes().local() & Modes.ECHO) == 0, () -> "the password would be shown");
            line.type("half");
            guest.kill();
            Wait.until(() -> modes().equals(sane), () -> "modes of the dead");
            line.type("\u0015shown\n");
            await("shown\r\n");
            assertEquals("shown\n", line.line());
        }
    }

    @Test
    void descriptorsAndChannels() throws Exception {
        serve();
        Guest guest = program("descriptors");
        line.type("abc\nsecond\nthird\n\u0004");
        String all = end(guest);
        assertTrue(all.endsWith("read a\r\nthere are 7 after 3\r\nchannel 7\r\nend 116\r\n"), all);
    }

    @Test
    void killedInAReadAndInAWrite() throws Exception {
        serve();
        Guest reads = program("lines");
        line.type("x\n");
        await("line x\r\n");
        reads.kill();
        Guest writes = program("flood");
        Wait.until(
                () -> {
                    try {
                        return line.terminal.write(new byte[] {'x'}) == 0;
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                },
                () -> "the screen takes all");
        writes.kill();
        line.type("\u0003");
        assertTrue(service.bell("tty", Bell.INTERRUPT).poll() > 0);
        Guest next = program("lines");
        line.type("y\n\u0004");
        assertTrue(end(next).endsWith("line y\r\nend\r\n"), screen::toString);
    }

    @Test
    void aProgramThatIsHungUp() throws Exception {
        serve();
        Guest guest = program("hangup");
        await("waits\r\n");
        line.driver.hangUp(line.opening);
        assertEquals(7, guest.process.waitFor().status().code());
    }

    @Test
    void theProgramSeesAPauseWhenTheServerDies() throws Exception {
        serve();
        Guest guest = program("tally");
        Kills killer = paced("terminal", KILLS, new Random(5));
        int count = 0;
        while (killer.isAlive() || count < 50) {
            type(count + "\n");
            count++;
            if (count % BURST == 0) {
                // Who has taken the last line has done with all before it.
                line.awaitRead(guest);
                killer.answered();
            }
        }
        killer.end();
        type("\u0004");
        assertEquals(count % 200, guest.process.waitFor().status().code());
    }

    /** All of it, though there may be no room for a while. */
    private void type(String text) throws IOException {
        byte[] keys = text.getBytes(StandardCharsets.UTF_8);
        int from = 0;
        while (from < keys.length) {
            from += line.type(Arrays.copyOfRange(keys, from, keys.length));
            line.look();
        }
    }
}
