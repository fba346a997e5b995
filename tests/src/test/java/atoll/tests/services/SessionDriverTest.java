package atoll.tests.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.PeerDied;
import atoll.contract.terminal.Size;
import atoll.contract.terminal.Terminal;
import atoll.personality.java.Grants;
import atoll.system.service.SessionDriver;
import atoll.system.service.TerminalService;
import atoll.tests.Guest;
import atoll.tests.Kills;
import atoll.tests.Wait;
import guest.TerminalProgram;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The host drives a session with two streams. */
@Timeout(180)
class SessionDriverTest extends Served {
    private static final int KILLS = 12;
    private static final int BURST = 16;

    private final Keyboard keyboard = new Keyboard();
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private TerminalService service = new TerminalService(atoll, services, PATIENCE);
    private SessionDriver driver;

    private void serve(OutputStream shown) throws IOException {
        service.session("tty");
        services.add(service.service("terminal"));
        services.start();
        driver = new SessionDriver(service, "tty", keyboard, shown);
        driver.open(new Size(80, 24));
    }

    @AfterEach
    void endDriver() throws InterruptedException {
        if (driver != null) {
            driver.finish(1_000);
        }
    }

    private Guest program(String... arguments) throws IOException {
        return guest(TerminalProgram.class, service.attach("tty", new Grants()), arguments);
    }

    private String shown() {
        return screen.toString(StandardCharsets.US_ASCII);
    }

    private void await(String text) throws InterruptedException {
        Wait.until(() -> shown().contains(text), () -> "no \"" + text + "\" but \"" + shown() + "\"");
    }

    @Test
    void keysAndScreen() throws Exception {
        serve(screen);
        Terminal terminal = service.terminal("tty").gate();
        assertEquals(new Size(80, 24), terminal.size());
        driver.resize(new Size(40, 10));
        assertEquals(new Size(40, 10), terminal.size());
        Guest guest = program("lines");
        keyboard.type("se\u007f\u007ffirst\n");
        await("line first\r\n");
        keyboard.type("second\n\u0004");
        guest.end();
        driver.finish(PATIENCE.toMillis());
        assertTrue(shown().endsWith("line second\r\nend\r\n"), this::shown);
        assertThrows(IOException.class, terminal::size);
        driver.resize(new Size(1, 1));
        assertFalse(driver.lost().isDone());
    }

    @Test
    void noKeyIsLostWhenTheServerIsKilled() throws Exception {
        serve(screen);
        Guest guest = program("tally");
        Terminal terminal = service.terminal("tty").gate();
        Random random = new Random();
        long seed = random.nextLong();
        random.setSeed(seed);
        Kills killer = paced("terminal", KILLS, random);
        int count = 0;
        while (killer.isAlive() || count < 50) {
            for (int i = 0; i < BURST; i++) {
                keyboard.type(count + "\n");
                count++;
            }
            keyboard.awaitTaken();
            Wait.until(() -> isRead(terminal), () -> "not read; the seed is " + seed);
            killer.answered();
        }
        killer.end();
        keyboard.type("\u0004");
        assertEquals(count % 200, guest.process.waitFor().status().code(), () -> "the seed is " + seed);
        assertFalse(driver.lost().isDone());
    }

    private static boolean isRead(Terminal terminal) {
        try {
            return terminal.available() == 0;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void moreKeysThanThereIsRoomFor() throws Exception {
        serve(screen);
        StringBuilder all = new StringBuilder();
        int count = 5_000;
        for (int i = 0; i < count; i++) {
            all.append(i).append('\n');
        }
        keyboard.type(all.append('\u0004').toString());
        await("500\r\n");
        assertEquals(count % 200, program("tally").process.waitFor().status().code());
    }

    @Test
    void theEndOfTheKeysIsAHangUp() throws Exception {
        serve(screen);
        Guest guest = program("hangup");
        await("waits");
        keyboard.end();
        assertEquals(7, guest.process.waitFor().status().code());
        driver.finish(PATIENCE.toMillis());
        assertFalse(driver.lost().isDone());
    }

    @Test
    void soIsAScreenThatIsGone() throws Exception {
        serve(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("gone");
            }
        });
        assertEquals(7, program("hangup").process.waitFor().status().code());
        assertFalse(driver.lost().isDone());
    }

    @Test
    void whatAUserHasStoppedIsShownAtTheEnd() throws Exception {
        serve(screen);
        keyboard.type("\u0013");
        keyboard.awaitTaken();
        Guest guest = program("lines");
        keyboard.type("last\n\u0004");
        guest.end();
        assertEquals("", shown());
        driver.finish(PATIENCE.toMillis());
        assertTrue(shown().endsWith("line last\r\nend\r\n"), this::shown);
    }

    @Test
    void whoNeverTakesTheLastOutputIsNotWaitedFor() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        serve(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        });
        Guest guest = program("lines");
        keyboard.type("x\n\u0004");
        guest.end();
        driver.finish(50);
    }

    @Test
    void whenThereWillBeNoServerTheSessionIsLost() throws Exception {
        service = new TerminalService(atoll, services, Duration.ofMillis(100));
        serve(screen);
        services.close();
        assertEquals(
                PeerDied.class,
                driver.lost().get(Wait.SECONDS, TimeUnit.SECONDS).getClass());
    }
}
