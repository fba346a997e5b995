package atoll.tests.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.CallFailed;
import atoll.contract.terminal.Size;
import atoll.personality.java.Grants;
import atoll.personality.java.Streams;
import atoll.system.service.Replaced;
import atoll.system.service.Services;
import atoll.system.service.SessionDriver;
import atoll.system.service.TerminalService;
import atoll.tests.Wait;
import guest.hostile.LyingTerminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A terminal server that lies to the host, which drives a session of it: each lie is an error when the session is opened, or the session is
 * lost, or nothing comes of it. In any case {@code finish} returns, no thread stays, and nothing is shown that was not told to be.
 */
@Timeout(600)
class LyingTerminalTest extends Served {
    private static final Duration SHORT = Duration.ofMillis(100);

    /** What nothing comes of, or no more than no key and no screen. */
    private static final Set<String> IGNORED = Set.of(
            "type: none, ever",
            "type: none, and room for more",
            "type: all, and forgets them",
            "type: interrupts",
            "screen: LOST",
            "screen: without end",
            "screen: without end, one by one",
            "screen: without end, slowly",
            "screen: nothing, and more of it",
            "shown: below 0",
            "shown: the least number",
            "shown: the greatest number",
            "hangUp: GONE",
            "hangUp: HUNG_UP",
            "modes: HUNG_UP",
            "settle: HUNG_UP");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<String> wrong = new CopyOnWriteArrayList<>();
    private TerminalService service;

    /** Says which bytes it was shown that nobody told. */
    private final class Screen extends OutputStream {
        private final String lie;

        Screen(String lie) {
            this.lie = lie;
        }

        @Override
        public void write(int b) {
            if (b != 'k') {
                wrong.add(lie + ": shows " + b);
            }
        }
    }

    private void serve(Duration patience, String lie) throws IOException {
        service = new TerminalService(atoll, services, patience).session("tty");
        services.add(Replaced.by(LyingTerminal.class, service.service("terminal"), lie)
                        .streams(Streams.to(out, OutputStream.nullOutputStream()))
                        .spare(false))
                .start();
    }

    /** Those that take no time. */
    private static boolean isQuick(String lie) {
        return !lie.endsWith("hangs") && !lie.endsWith("dies");
    }

    private static boolean isAtTheEnd(String lie) {
        return lie.startsWith("hangUp") || lie.startsWith("modes") || lie.startsWith("settle");
    }

    private boolean isTold(String lie) {
        return out.toString(StandardCharsets.UTF_8).contains("told " + lie + "\n");
    }

    /** Drives a session whose server tells that lie; the number says which one, or 0. */
    private void drive(String lie, int number, Duration answer) throws Exception {
        Keyboard keyboard = new Keyboard();
        SessionDriver driver = new SessionDriver(service, "tty", keyboard, new Screen(lie), answer);
        String came = "refused";
        try {
            driver.open(new Size(number, 24));
            came = "ignored";
            keyboard.type("kkk");
            resize(driver);
            if (!isAtTheEnd(lie)) {
                boolean loses = !IGNORED.contains(lie) && !lie.startsWith("resize");
                Wait.until(() -> isTold(lie) && (!loses || driver.lost().isDone()), () -> lie + ": not lost");
            }
        } catch (IOException | CallFailed e) {
            // Then it was never opened.
        }
        // As long as it makes way, which is not for ever.
        driver.finish((isQuick(lie) ? PATIENCE : SHORT).toMillis());
        Wait.until(() -> threads().isEmpty(), () -> lie + ": still there: " + threads());
        judge(lie, driver.lost().isDone() && came.equals("ignored") ? "lost" : came);
    }

    private static void resize(SessionDriver driver) {
        try {
            driver.resize(new Size(0, 0));
        } catch (IOException | CallFailed e) {
            // The caller is told, and the session goes on.
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.equals("terminal keyboard") || name.equals("terminal screen"))
                .toList();
    }

    private void judge(String lie, String came) {
        boolean ignored = IGNORED.contains(lie) || lie.startsWith("resize");
        String expected = lie.startsWith("open") ? "refused" : ignored ? "ignored" : "lost";
        // Where time is short a right answer may be late as well.
        boolean right = came.equals(expected) || !isQuick(lie) && !came.equals("ignored");
        if (!right || !isTold(lie)) {
            wrong.add(lie + ": " + came + ", not " + expected);
        }
    }

    private List<String> lies() throws Exception {
        List<String> all =
                guest(LyingTerminal.class, new Grants()).end().lines().toList();
        assertTrue(all.size() > 80, all.toString());
        return all;
    }

    private void assertRight() {
        assertEquals(List.of(), wrong, () -> String.join("\n", wrong));
    }

    @Test
    void noLieIsMoreThanTheEndOfASession() throws Exception {
        serve(PATIENCE, "any");
        List<String> lies = lies();
        for (int i = 0; i < lies.size(); i++) {
            if (isQuick(lies.get(i))) {
                drive(lies.get(i), i + 1, PATIENCE);
            }
        }
        assertRight();
    }

    @Test
    void whoHangsOrDiesIsNotWaitedForForEver() throws Exception {
        for (String lie : lies()) {
            if (!isQuick(lie)) {
                serve(SHORT, lie);
                drive(lie, 0, SHORT);
                services.close();
                services = new Services(atoll);
            }
        }
        assertRight();
    }
}
