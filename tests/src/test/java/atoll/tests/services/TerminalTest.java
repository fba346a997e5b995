package atoll.tests.services;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.Refused;
import atoll.contract.terminal.Modes;
import atoll.contract.terminal.Size;
import atoll.contract.terminal.Terminal;
import atoll.contract.terminal.TerminalDriver;
import atoll.personality.java.Grants;
import atoll.system.service.TerminalService;
import atoll.system.service.TerminalService.Bell;
import atoll.tests.Guest;
import atoll.tests.Kills;
import atoll.tests.Wait;
import guest.TerminalAtTheEnd;
import guest.TerminalUser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Terminals: sessions, what outlives the server, who is told of what, and who is kept out. */
@Timeout(180)
class TerminalTest extends Served {
    private static final int BURST = 16;
    private static final int KILLS = 12;

    private final TerminalService service =
            new TerminalService(atoll, services, PATIENCE).session("one").session("two");

    private void serve() throws IOException {
        services.add(service.service("terminal"));
        services.start();
    }

    private Line line(String session) throws IOException {
        return new Line(
                service.driver(session).gate(), service.terminal(session).gate());
    }

    private Guest user(String session, String... arguments) throws IOException {
        return guest(TerminalUser.class, service.let(session, new Grants()), arguments);
    }

    @Test
    void aProgramReadsLinesAndTheEnd() throws Exception {
        serve();
        Line line = line("one");
        Guest guest = user("one", "echo");
        line.type("helo\u007flo\r\u00e4\t\u007f\u007f\u00f6\n\u0004");
        assertEquals("read hello\nread \u00f6\nread\n", guest.end().replaceAll(" +\n", "\n"));
        assertTrue(line.screen().startsWith("helo\b \blo\r\n"));
        line.write("a\nb".getBytes(StandardCharsets.UTF_8));
        assertEquals("a\r\nb", line.screen());
        assertEquals(new Size(80, 24), line.terminal.size());
    }

    @Test
    void sessionsAreApart() throws Exception {
        serve();
        Line one = line("one");
        Line two = line("two");
        one.terminal.setModes(one.modes().withLocal(0));
        one.type("first");
        two.type("second\n");
        assertEquals("second\n", two.line());
        assertNull(two.line());
        assertEquals("first", one.line());
        assertEquals("second\r\n", two.screen());
        assertEquals("", one.screen());
        two.driver.resize(two.opening, new Size(1, 65_535));
        assertEquals(new Size(80, 24), one.terminal.size());
        assertEquals(1, service.bell("two", Bell.RESIZED).poll());
        assertEquals(0, service.bell("one", Bell.RESIZED).poll());
        two.driver.resize(two.opening, new Size(1, 65_535));
        assertEquals(0, service.bell("two", Bell.RESIZED).poll());
    }

    @Test
    void signalsAreForWhoHasControl() throws Exception {
        serve();
        Line line = line("one");
        Guest shell = guest(TerminalUser.class, service.control("one", new Grants()), "shell");
        shell.awaitOut("waits");
        line.type("lost\u0003");
        assertEquals("waits\ninterrupted 1\n", shell.end());
        assertNull(line.line());
        assertEquals("^C", line.screen());
        line.type("\u001c\u001a");
        assertEquals(1, service.bell("one", Bell.QUIT).poll());
        assertEquals(1, service.bell("one", Bell.SUSPEND).poll());
        String said = user("one", "settle").end();
        assertTrue(said.contains("Terminal.settle of terminal of one needs the right control"), said);
        Terminal looks = service.terminal("one").with(Set.of()).gate();
        assertThrows(Refused.class, () -> looks.read(1, 1, 1, 0));
        assertThrows(Refused.class, () -> looks.write(new byte[1]));
        assertThrows(Refused.class, () -> looks.setModes(line.modes()));
        assertThrows(Refused.class, looks::discard);
    }

    @Test
    void badInputIsRefusedAndChangesNothing() throws Exception {
        serve();
        Line line = line("one");
        Modes sane = line.modes();
        for (int bit = 0; bit < Integer.SIZE; bit++) {
            int flag = 1 << bit;
            changedOrRefused(line, () -> new Modes(flag, sane.output(), sane.local(), sane.controls()));
            changedOrRefused(line, () -> new Modes(sane.input(), flag, sane.local(), sane.controls()));
            changedOrRefused(line, () -> new Modes(sane.input(), sane.output(), flag, sane.controls()));
        }
        assertThrows(IllegalArgumentException.class, () -> new Modes(0, 0, 0, "short"));
        assertThrows(IllegalArgumentException.class, () -> new Modes(0, 0, 0, "\u0100".repeat(Modes.CONTROLS)));
        for (int size : new int[] {-1, 65_536, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertThrows(IllegalArgumentException.class, () -> new Size(size, 1));
            assertThrows(IllegalArgumentException.class, () -> new Size(1, size));
        }
        line.terminal.setModes(sane);
        assertEquals("INVALID: no modes", refused(() -> line.terminal.setModes(null)));
        assertEquals("INVALID: no size", refused(() -> line.driver.resize(line.opening, null)));
        byte[] much = new byte[Terminal.MOST + 1];
        assertTrue(refused(() -> line.terminal.write(much)).startsWith("INVALID: a write of 4097 bytes"));
        assertTrue(refused(() -> line.terminal.write(null)).startsWith("INVALID: "));
        assertTrue(refused(() -> line.driver.type(line.opening, 0, much)).startsWith("INVALID: "));
        assertTrue(refused(() -> line.driver.type(line.opening, 0, null)).startsWith("INVALID: "));
        assertTrue(refused(() -> line.driver.type(line.opening, 1, new byte[1])).startsWith("INVALID: keys at 1"));
        assertTrue(
                refused(() -> line.driver.type(line.opening, -1, new byte[1])).startsWith("INVALID: "));
        assertTrue(refused(() -> line.driver.type(line.opening + 1, 0, new byte[1]))
                .startsWith("GONE: "));
        assertTrue(refused(() -> line.driver.screen(line.opening, 0, 1)).startsWith("LOST: "));
        assertTrue(refused(() -> line.driver.open(0, new Size(1, 1))).startsWith("INVALID: "));
        assertTrue(refused(() -> line.terminal.read(1, 1, 0, 0)).startsWith("INVALID: "));
        line.type("x\n");
        assertArrayEquals(new byte[] {'x', '\n'}, line.terminal.read(1, 5, Integer.MAX_VALUE, 0));
        assertTrue(refused(() -> line.terminal.read(1, 4, 1, 0)).startsWith("INVALID: read number 4"));
        assertArrayEquals(new byte[] {'x', '\n'}, line.terminal.read(1, 5, 1, 0));
        assertNull(line.line());
        assertEquals("x\r\n", line.screen());
    }

    private static void changedOrRefused(Line line, java.util.function.Supplier<Modes> modes) throws IOException {
        Modes made;
        try {
            made = modes.get();
        } catch (IllegalArgumentException e) {
            return;
        }
        line.terminal.setModes(made);
        assertEquals(made, line.modes());
    }

    @Test
    void namesAreGivenOnce() {
        assertThrows(IllegalArgumentException.class, () -> service.session("one"));
        assertThrows(IllegalArgumentException.class, () -> service.session("a b"));
        assertThrows(IllegalArgumentException.class, () -> service.let("three", new Grants()));
    }

    @Test
    void bytesThatAreTakenAsTheyCome() throws Exception {
        serve();
        Line line = line("one");
        Modes sane = line.modes();
        StringBuilder controls = new StringBuilder(sane.controls());
        controls.setCharAt(Modes.MIN, (char) 3);
        line.terminal.setModes(new Modes(0, 0, 0, controls.toString()));
        line.type("\u0003\r");
        assertNull(line.line());
        line.type("x");
        assertEquals("\u0003\rx", line.line());
        controls.setCharAt(Modes.TIME, (char) 2);
        line.terminal.setModes(new Modes(0, 0, 0, controls.toString()));
        line.type("y");
        assertNull(line.terminal.read(9, 1, 10, 199));
        assertArrayEquals(new byte[] {'y'}, line.terminal.read(9, 1, 10, 200));
        assertNull(line.terminal.read(9, 2, 10, 999));
        controls.setCharAt(Modes.MIN, (char) 0);
        line.terminal.setModes(new Modes(0, 0, 0, controls.toString()));
        assertNull(line.terminal.read(9, 2, 10, 199));
        assertEquals(0, line.terminal.read(9, 2, 10, 200).length);
        controls.setCharAt(Modes.TIME, (char) 0);
        line.terminal.setModes(new Modes(0, 0, 0, controls.toString()));
        assertEquals(0, line.terminal.read(9, 2, 10, 0).length);
        assertEquals("", line.screen());
    }

    @Test
    void keysWaitWhereThereIsNoRoom() throws Exception {
        serve();
        Line line = line("one");
        line.type("line\n");
        byte[] keys = "k".repeat(Terminal.MOST).getBytes(StandardCharsets.UTF_8);
        int taken = line.type(keys);
        assertTrue(taken < keys.length, taken + " keys were taken");
        line.look();
        assertEquals("line\n", line.line());
        assertTrue(service.bell("one", Bell.KEYS).poll() > 0);
        assertTrue(line.type(keys) > 0);
    }

    /** Memory of a session is bounded; another's ^C is not behind the flood, and neither is its own. */
    @Test
    void aFloodWaitsAtHome() throws Exception {
        serve();
        Line one = line("one");
        Line two = line("two");
        Guest flood = user("one", "flood");
        flood.awaitOut("floods");
        Wait.until(
                () -> {
                    try {
                        return one.terminal.write(new byte[] {'x'}) == 0;
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                },
                () -> "the screen takes all");
        two.type("\u0003");
        assertEquals(1, service.bell("two", Bell.INTERRUPT).poll());
        assertEquals("^C", two.screen());
        one.type("\u0003");
        assertEquals(1, service.bell("one", Bell.INTERRUPT).poll());
        String shown = one.screen();
        assertTrue(shown.startsWith("^C"), shown);
        for (int i = 0; i < 10; i++) {
            assertTrue(one.look().length <= 4 * Terminal.ROOM);
        }
        flood.kill();
        one.look();
        one.write("after".getBytes(StandardCharsets.UTF_8));
        assertTrue(one.screen().endsWith("after"));
    }

    @Test
    void modesOfTheDeadAreUndone() throws Exception {
        serve();
        Line line = line("one");
        Modes sane = line.modes();
        for (boolean serverToo : new boolean[] {false, true}) {
            Guest guest = user("one", "raw");
            guest.awaitOut("raw");
            Guest other = user("one", "settle");
            other.end();
            assertEquals(0, line.modes().local() & (Modes.ICANON | Modes.ECHO));
            guest.process.kill();
            if (serverToo) {
                kill("terminal");
            }
            assertEquals(List.of(), guest.process.waitFor().undead());
            Wait.until(
                    () -> {
                        try {
                            return line.modes().equals(sane);
                        } catch (IOException e) {
                            throw new AssertionError(e);
                        }
                    },
                    () -> "modes of the dead");
        }
        line.type("x\n");
        assertEquals("x\n", line.line());
    }

    @Test
    void whoIsHungUpReadsTheEndForGood() throws Exception {
        serve();
        Line line = line("one");
        Guest before = user("one", "echo");
        line.type("a\n");
        before.awaitOut("read a");
        line.type("half");
        line.driver.hangUp(line.opening);
        line.driver.hangUp(line.opening);
        assertTrue(before.end().endsWith("read \n"));
        assertEquals(1, service.bell("one", Bell.HUNG_UP).poll());
        assertTrue(refused(() -> line.terminal.write(new byte[1])).startsWith("HUNG_UP: "));
        assertTrue(refused(line::modes).startsWith("HUNG_UP: "));
        assertTrue(refused(line::look).startsWith("GONE: "));
        assertTrue(refused(() -> line.driver.open(line.opening, new Size(1, 1))).startsWith("GONE: "));
        // Who was there before does not read what the next one types.
        Terminal old = service.terminal("one").badged(1).gate();
        Line next = line("one");
        assertEquals(0, service.bell("one", Bell.HUNG_UP).poll());
        next.type("secret\n");
        assertEquals(0, old.read(1, 1, 100, 0).length);
        assertTrue(refused(() -> old.setModes(next.modes())).startsWith("HUNG_UP: "));
        Guest after = user("one", "lines", "1");
        assertEquals("read secret\n", after.end());
        line("one");
        assertEquals(1, service.bell("one", Bell.HUNG_UP).poll());
        assertTrue(refused(next::look).startsWith("GONE: "));
    }

    @Test
    void aDriverThatDiesHangsUp() throws Exception {
        serve();
        for (boolean serverToo : new boolean[] {false, true}) {
            Guest driver = guest(TerminalUser.class, service.drive("one", new Grants()), "drive");
            driver.awaitOut("drives");
            TerminalDriver other = service.driver("one").gate();
            assertEquals(other.shown(7), other.shown(7));
            Guest reader = user("one", "echo");
            driver.process.kill();
            if (serverToo) {
                kill("terminal");
            }
            assertEquals(List.of(), driver.process.waitFor().undead());
            assertEquals("read \n", reader.end());
            line("one");
        }
    }

    @Test
    void aSessionGoesOnWhenTheServerDies() throws Exception {
        serve();
        Line line = line("one");
        line.terminal.setModes(line.modes().withLocal(line.modes().local() & ~Modes.ECHOCTL));
        Modes modes = line.modes();
        line.driver.resize(line.opening, new Size(132, 50));
        line.type("first\nsec\u0016");
        byte[] first = line.terminal.read(5, 1, 100, 0);
        kill("terminal");
        assertArrayEquals(first, line.terminal.read(5, 1, 100, 0));
        assertEquals(modes, line.modes());
        assertEquals(new Size(132, 50), line.terminal.size());
        assertNull(line.line());
        // ^C was made literal before the death.
        line.type("\u0003ond\u007f\u007fd\n");
        assertEquals("sec\u0003od\n", line.line());
        assertEquals(0, service.bell("one", Bell.INTERRUPT).poll());
    }

    /** Each byte that is typed is read once, by a program, whoever dies in between. */
    @Test
    void noKeyIsLostOrReadTwiceUnderKills() throws Exception {
        serve();
        Line line = line("one");
        Random random = new Random(11);
        Guest guest = user("one", "echo");
        Kills killer = paced("terminal", KILLS, random);
        StringBuilder expected = new StringBuilder();
        for (int i = 0; killer.isAlive() || i < 200; i++) {
            String text = "line " + i + " " + "x".repeat(random.nextInt(60));
            byte[] keys = (text + "\n").getBytes(StandardCharsets.UTF_8);
            int from = 0;
            while (from < keys.length) {
                from += line.type(java.util.Arrays.copyOfRange(keys, from, keys.length));
                line.look();
            }
            expected.append("read ").append(text.strip()).append('\n');
            if (i % BURST == 0) {
                // Who has taken the last line has done with all before it.
                line.awaitRead(guest);
                killer.answered();
            }
        }
        killer.end();
        line.type("\u0004");
        expected.append("read \n");
        assertEquals(expected.toString(), guest.end());
    }

    @Test
    void callsAtTheEndOfTheStackHappenOrDoNot() throws Exception {
        serve();
        Grants grants = service.let("one", service.drive("one", new Grants()));
        assertEquals("done\n", guest(TerminalAtTheEnd.class, grants).end());
        Line line = line("one");
        line.type("x\n");
        assertEquals("x\n", line.line());
        assertEquals("x\r\n", line.screen());
    }

    @Test
    void twoReadersGetEachLineOnce() throws Exception {
        serve();
        Line line = line("one");
        Guest a = user("one", "echo");
        Guest b = user("one", "echo");
        int count = 200;
        for (int i = 0; i < count; i++) {
            line.type(i + "\n");
            line.look();
        }
        Wait.until(() -> (a.out() + b.out()).split("\n").length == count, () -> "read: " + a.out() + " and " + b.out());
        List<String> all = List.of((a.out() + b.out()).split("\n"));
        for (int i = 0; i < count; i++) {
            assertTrue(all.contains("read " + i), i + " is missing");
        }
        line.driver.hangUp(line.opening);
        assertNotNull(a.end());
        assertNotNull(b.end());
    }
}
