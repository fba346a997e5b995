package atoll.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.kernel.ExitStatus;
import atoll.kernel.Process;
import atoll.personality.java.Grants;
import atoll.system.service.NetRights;
import atoll.system.service.NetService;
import atoll.tests.FreePort;
import atoll.tests.net.EchoPeer;
import guest.SocketLoad;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The net server, and a program that knows of none, are killed at their n-th poll while it says where the program's sockets
 * go. The program loses nothing with the server, and what dies with the program is gone.
 */
@Tag("faults")
@Timeout(36_000)
class KillSocketsTest {
    private static final String ROUNDS = "2";
    private static final String NO_WEB = "0";

    private final Stage stage = new Stage();
    private final int peer = FreePort.next();
    private final int own = FreePort.next();
    private final NetService net = new NetService(stage.atoll)
            .client("user", new NetRights().listen(own).connect("localhost", peer));
    private EchoPeer echo;

    @BeforeEach
    void listens() throws IOException {
        echo = new EchoPeer(peer);
    }

    @AfterEach
    void nothingStays() throws Exception {
        echo.close();
        stage.end();
    }

    private Process server(long n) throws IOException {
        return stage.start(n, net.program(), net.grants());
    }

    private Process user(ByteArrayOutputStream out) throws IOException {
        return stage.prepare(
                SocketLoad.class,
                net.sockets("user", new Grants()),
                out,
                Integer.toString(peer),
                Integer.toString(own),
                NO_WEB,
                ROUNDS);
    }

    private void works() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Process user = user(out);
        user.start();
        assertEquals(List.of(), user.waitFor().undead());
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("right"), out::toString);
    }

    @Test
    void theNetServer() throws Exception {
        Walk.through("net server of a program that knows of none", n -> {
            Process victim = server(n);
            stage.followed(victim, () -> server(0));
            works();
            stage.clear();
            return victim.trap;
        });
    }

    @Test
    void theProgram() throws Exception {
        server(0);
        Walk.through("program that knows of no net server", n -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Process victim = Stage.started(user(out), n);
            ExitStatus ended = victim.waitFor().status();
            assertEquals(List.of(), victim.waitFor().undead());
            assertEquals(
                    victim.trap.sprung() ? ExitStatus.killed() : ExitStatus.exited(0),
                    ended,
                    out.toString(StandardCharsets.UTF_8));
            // The port is free, and the next one has all that it needs.
            works();
            return victim.trap;
        });
    }
}
