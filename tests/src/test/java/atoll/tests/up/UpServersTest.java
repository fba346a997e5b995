package atoll.tests.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import atoll.tests.Jars;
import guest.up.ServerUser;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Servers that come with Atoll, as processes of a definition, and one that uses them all. */
@Timeout(300)
class UpServersTest {
    private static final int ROUNDS = 5;

    @TempDir
    Path folder;

    @Test
    void aProgramUsesThemWhileEachIsKilled() throws Exception {
        Jars.runnable(folder, ServerUser.class);
        try (ServerSocket echo = new ServerSocket(0)) {
            Thread.ofVirtual().start(() -> serve(echo));
            Files.writeString(folder.resolve("atoll.toml"), """
                    name = "served"
                    [process.clock]
                    program = "builtin:clock"
                    [process.entropy]
                    program = "builtin:entropy"
                    [process.net]
                    program = "builtin:host-net"
                    [process.user]
                    program = "ServerUser.jar"
                    args = ["PORT"]
                    connect = ["127.0.0.1:PORT"]
                    needs = ["clock", "entropy", "net"]
                    uses = { clock = "clock/clock", timers = "clock/timers", entropy = "entropy/entropy", net = "net/net" }
                    """.replace("PORT", "" + echo.getLocalPort()));
            try (Up up = Up.start(folder)) {
                up.awaitOut("served is ready");
                awaitRounds(up);
                int user = up.pid("user");
                for (String server : new String[] {"clock", "entropy", "net"}) {
                    int before = up.pid(server);
                    up.does("kill", "-s", "KILL", server);
                    up.awaitBack(server, before);
                    awaitRounds(up);
                }
                int before = up.pid("user");
                assertEquals(user, before, () -> up.out() + up.err());
                up.does("kill", "-s", "KILL", "user");
                up.awaitBack("user", before);
                awaitRounds(up);
                assertFalse(up.does("logs", "user").contains("wrong"));
                up.does("down");
                assertEquals(0, up.end());
            }
        }
    }

    private static long rounds(Up up) throws Exception {
        return up.does("logs", "user")
                .lines()
                .filter(line -> line.endsWith("round"))
                .count();
    }

    /** Some more than there were. */
    private static void awaitRounds(Up up) throws Exception {
        long before = rounds(up);
        while (rounds(up) < before + ROUNDS) {
            Thread.onSpinWait();
        }
    }

    private static void serve(ServerSocket echo) {
        try {
            while (true) {
                Socket socket = echo.accept();
                Thread.ofVirtual().start(() -> {
                    try (socket) {
                        socket.getInputStream().transferTo(socket.getOutputStream());
                    } catch (IOException e) {
                        // The net server was killed.
                    }
                });
            }
        } catch (IOException e) {
            // The test is over.
        }
    }
}
