package atoll.tests.faults;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.kernel.ExitStatus;
import atoll.kernel.Process;
import atoll.library.net.Connection;
import atoll.library.net.Listener;
import atoll.library.net.Network;
import atoll.personality.java.Grants;
import atoll.system.service.NetRights;
import atoll.system.service.NetService;
import atoll.tests.FreePort;
import guest.faults.NetUser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The net server, and a client of it, killed at their n-th poll: the others get right bytes or are told. */
@Tag("faults")
@Timeout(36_000)
class KillNetTest {
    private static final int ROUNDS = 3;

    private final Stage stage = new Stage();
    private final int port = FreePort.next();
    private final NetService net =
            new NetService(stage.atoll).client("test", rights(port)).client("user", rights(port));

    private static NetRights rights(int port) {
        return new NetRights().listen(port).connect("127.0.0.1", port);
    }

    @AfterEach
    void nothingStays() throws Exception {
        stage.end();
    }

    private Process server(long n) throws IOException {
        return stage.start(n, net.program(), net.grants());
    }

    @Test
    void aNetServer() throws Exception {
        Walk.through("net server", n -> {
            Process victim = server(n);
            stage.followed(victim, () -> server(0));
            Network network = new Network(net.capability("test").gate());
            Listener listener = listener(network);
            FutureTask<Integer> serves = new FutureTask<>(() -> serves(listener));
            new Thread(serves).start();
            plainPeer(serves);
            servedPeer(network, serves);
            listener.close();
            // Not all whom it has answered: of the last write nobody knows when the server dies in it.
            assertTrue(serves.get() > 0);
            stage.clear();
            return victim.trap;
        });
    }

    /** Its first call may be the one that the server dies in; the gate makes it again. */
    private Listener listener(Network network) throws IOException {
        return network.listen("127.0.0.1", port, 5);
    }

    /** Serves peers until the listener is closed; returns how many were served to the end. */
    private static int serves(Listener listener) throws IOException {
        int served = 0;
        while (!listener.isClosed()) {
            try (Connection connection = listener.accept()) {
                byte[] got = connection.inputStream().readAllBytes();
                connection.outputStream().write(raised(got));
                served++;
            } catch (SocketException e) {
                assertTrue(
                        List.of("Connection reset", "Broken pipe", "Socket closed")
                                .contains(e.getMessage()),
                        e.toString());
            }
        }
        return served;
    }

    private static byte[] sent(int number) {
        byte[] sent = new byte[600 * (number % 3) + 10];
        Arrays.fill(sent, (byte) number);
        return sent;
    }

    /** Whatever comes back is what was sent, raised; true when it is all of it. */
    private static boolean isAnswer(byte[] sent, byte[] got) {
        assertArrayEquals(raised(Arrays.copyOf(sent, got.length)), got);
        return got.length == sent.length;
    }

    /** Of the outside: for it a killed server looks as if a program had died, so it may see the end too early. */
    private void plainPeer(FutureTask<Integer> serves) throws Exception {
        int done = 0;
        for (int i = 0; done < ROUNDS; i++) {
            goesOn(serves);
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.getOutputStream().write(sent(i));
                socket.shutdownOutput();
                done += isAnswer(sent(i), socket.getInputStream().readAllBytes()) ? 1 : 0;
            } catch (SocketException e) {
                // Refused, or reset: once more.
            }
        }
    }

    /** Through the server: what it calls the end is the end. */
    private void servedPeer(Network network, FutureTask<Integer> serves) throws Exception {
        int done = 0;
        for (int i = 0; done < ROUNDS; i++) {
            goesOn(serves);
            try (Connection connection = network.connect("127.0.0.1", port)) {
                connection.outputStream().write(sent(i));
                connection.shutdownOutput();
                assertTrue(isAnswer(sent(i), connection.inputStream().readAllBytes()), "cut short, and not told");
                done++;
            } catch (SocketException e) {
                // Refused, or reset: once more.
            }
        }
    }

    /** Who serves no more has failed: nobody would ever be answered. */
    private static void goesOn(FutureTask<Integer> serves) throws Exception {
        if (serves.isDone()) {
            throw new AssertionError("nobody serves any more, after " + serves.get());
        }
    }

    private static byte[] raised(byte[] bytes) {
        byte[] raised = bytes.clone();
        for (int i = 0; i < raised.length; i++) {
            raised[i]++;
        }
        return raised;
    }

    @Test
    void aClientOfTheNetServer() throws Exception {
        Process server = server(0);
        Walk.through("client of the net server", n -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Process victim = user(n, out);
            ExitStatus ended = victim.waitFor().status();
            assertEquals(List.of(), victim.waitFor().undead());
            assertEquals(
                    victim.trap.sprung() ? ExitStatus.killed() : ExitStatus.exited(0),
                    ended,
                    out.toString(StandardCharsets.UTF_8));
            // The port is free, and the next one has all that it needs.
            ByteArrayOutputStream second = new ByteArrayOutputStream();
            Process other = user(0, second);
            assertEquals(ExitStatus.exited(0), other.waitFor().status(), second.toString(StandardCharsets.UTF_8));
            assertTrue(server.state() == atoll.kernel.ProcessState.RUNNING);
            return victim.trap;
        });
    }

    private Process user(long n, ByteArrayOutputStream out) throws IOException {
        Grants grants = net.let("user", new Grants());
        return Stage.started(stage.prepare(NetUser.class, grants, out, Integer.toString(port)), n);
    }
}
