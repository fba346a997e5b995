package atoll.tests.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.tests.FreePort;
import atoll.tests.Wait;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sessions over SSH, for OpenSSH's client, and for clients that are none. */
@Timeout(300)
class SshTest {
    private static final int ANSWERED = 20;

    @TempDir
    Path folder;

    private final int port = FreePort.next();
    private Up up;

    @BeforeEach
    void start() throws Exception {
        Files.createDirectory(folder.resolve("ssh"));
        key("key");
        Files.copy(folder.resolve("key.pub"), folder.resolve("ssh/authorized_keys"));
        Files.writeString(
                folder.resolve("s.toml"),
                "name = 's'\n" + readme().replace("2222", Integer.toString(port))
                        + "[session]\nuses = { processes = 'proc/processes' }\n");
        up = Up.start(folder, "s.toml");
        up.awaitOut("is ready after");
        up.awaitLog("ssh", "ssh: listening on 127.0.0.1:" + port);
    }

    @AfterEach
    void end() throws Exception {
        up.close();
    }

    /** The definition that is shown there. */
    private static String readme() throws IOException {
        String page = Files.readString(Path.of("..", "ssh", "README.md"));
        int begin = page.indexOf("```toml\n") + "```toml\n".length();
        return page.substring(begin, page.indexOf("```", begin));
    }

    private void key(String name) throws Exception {
        Process made = new ProcessBuilder(
                        "ssh-keygen",
                        "-q",
                        "-t",
                        "ed25519",
                        "-N",
                        "",
                        "-f",
                        folder.resolve(name).toString())
                .inheritIO()
                .start();
        assertEquals(0, made.waitFor());
    }

    /** OpenSSH's client, with that key and no other; {@code words}: options and the command. */
    private Process ssh(String key, List<String> options, String... command) throws IOException {
        List<String> all = new ArrayList<>(List.of("ssh", "-F", "/dev/null", "-p", Integer.toString(port)));
        all.addAll(List.of("-i", folder.resolve(key).toString(), "-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes"));
        all.addAll(List.of("-o", "StrictHostKeyChecking=accept-new"));
        all.addAll(List.of("-o", "UserKnownHostsFile=" + folder.resolve("known"), "-o", "LogLevel=ERROR"));
        all.addAll(options);
        all.add("me@127.0.0.1");
        all.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(all);
        builder.environment().remove("SSH_AUTH_SOCK");
        builder.environment().put("TERM", "vt100");
        return builder.start();
    }

    private record Told(int status, String out, String err) {}

    private Told told(Process client, byte[] input) throws Exception {
        Thread writer = new Thread(() -> {
            try (OutputStream in = client.getOutputStream()) {
                in.write(input);
            } catch (IOException e) {
                // It did not want it.
            }
        });
        writer.start();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Thread reader = new Thread(() -> {
            try {
                client.getErrorStream().transferTo(err);
            } catch (IOException e) {
                // It has ended.
            }
        });
        reader.start();
        String out = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        reader.join();
        writer.join();
        return new Told(client.waitFor(), out, err.toString(StandardCharsets.UTF_8));
    }

    private Told does(String command) throws Exception {
        return told(ssh("key", List.of(), command), new byte[0]);
    }

    @Test
    void commandsHaveTheirStreamsAndStatus() throws Exception {
        assertEquals(new Told(3, "hi\n", "ho\n"), does("echo hi; echo ho >&2; exit 3"));
        byte[] much = new byte[300_000];
        new Random(1).nextBytes(much);
        Told back = told(ssh("key", List.of(), "cat | wc -c; false"), much);
        assertEquals("300000", back.out().strip());
        assertEquals(1, back.status());
        assertTrue(does("ps").out().contains(" ssh\n"));
        // Who wants no more of the answer: what writes it ends too.
        Process endless = ssh("key", List.of(), "while echo y; do :; done");
        assertEquals('y', endless.getInputStream().read());
        endless.destroyForcibly().waitFor();
        awaitNoSession();
        // Who has written more than is read, and is gone.
        Process writer = ssh("key", List.of(), "echo begun; sleep 1000");
        assertEquals('b', writer.getInputStream().read());
        Thread writes = new Thread(() -> {
            try {
                while (true) {
                    writer.getOutputStream().write(much);
                }
            } catch (IOException e) {
                // It is gone.
            }
        });
        writes.start();
        Wait.until(
                () -> writes.getState() == Thread.State.RUNNABLE && told("ps").contains(" sleep "), () -> "no sleep");
        writer.destroyForcibly().waitFor();
        awaitNoSession();
        writes.join();
    }

    private void awaitNoSession() throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Wait.SECONDS);
        String all = up.does("ps");
        while (all.contains(" sh ") || all.contains(" sleep ")) {
            assertTrue(System.nanoTime() - deadline < 0, all);
            all = up.does("ps");
        }
    }

    /** A shell at a terminal of its own, and what it has shown. */
    private final class Typist implements AutoCloseable {
        final Process client = ssh("key", List.of("-tt"));
        private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

        Typist() throws IOException {
            InputStream screen = client.getInputStream();
            Thread reads = new Thread(() -> {
                try {
                    byte[] some = new byte[1_000];
                    for (int n = screen.read(some); n > 0; n = screen.read(some)) {
                        synchronized (shown) {
                            shown.write(some, 0, n);
                        }
                    }
                } catch (IOException e) {
                    // It has ended.
                }
            });
            reads.setDaemon(true);
            reads.start();
        }

        String shown() {
            synchronized (shown) {
                return shown.toString(StandardCharsets.UTF_8);
            }
        }

        void type(String keys) throws IOException {
            client.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
            client.getOutputStream().flush();
        }

        void await(String text) throws InterruptedException {
            Wait.until(() -> shown().contains(text), () -> "no " + text + " in " + shown());
        }

        @Override
        public void close() {
            client.destroyForcibly().onExit().join();
        }
    }

    @Test
    void aShellAtATerminal() throws Exception {
        try (Typist typist = new Typist()) {
            typist.await("$ ");
            typist.type("echo a${TERM}b\n");
            typist.await("avt100b");
            typist.type("echo begun; sleep 1000\n");
            typist.await("begun\r\n");
            Wait.until(() -> told("ps").contains(" sleep "), () -> "no sleep: " + told("ps"));
            typist.type("\003");
            typist.type("echo c${?}d\n");
            typist.await("c130d");
            typist.type("exit 7\n");
            assertTrue(typist.client.waitFor(Wait.SECONDS, TimeUnit.SECONDS), typist::shown);
            assertEquals(7, typist.client.exitValue());
        }
        try (Typist typist = new Typist()) {
            typist.await("$ ");
            typist.type("echo begun; sleep 1000\n");
            typist.await("begun\r\n");
        }
        // Its client was killed.
        awaitNoSession();
    }

    private String told(String... words) {
        try {
            return up.does(words);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whoHasNoKeyHasNothing() throws Exception {
        key("other");
        Told other = told(ssh("other", List.of(), "echo", "hi"), new byte[0]);
        assertEquals(255, other.status());
        assertEquals("", other.out());
        assertTrue(other.err().contains("Permission denied (publickey)."), other::err);
        // Who has a key has sessions, and no way to other ports of this machine.
        Told forward = told(ssh("key", List.of("-W", "127.0.0.1:" + port)), new byte[0]);
        assertNotEquals(0, forward.status());
        assertFalse(forward.out().contains("SSH-2.0"), forward::out);
        // A key that is let in while it runs.
        Files.writeString(
                folder.resolve("ssh/authorized_keys"),
                "command=\"true\" " + Files.readString(folder.resolve("other.pub")));
        assertFalse(saysHi("other"));
        up.awaitLog("ssh", "a line with options lets nobody in: [command]");
        Files.writeString(
                folder.resolve("ssh/authorized_keys"),
                Files.readString(folder.resolve("key.pub")) + Files.readString(folder.resolve("other.pub")));
        Wait.until(() -> saysHi("other"), () -> "it is not let in");
    }

    private boolean saysHi(String key) {
        try {
            return told(ssh(key, List.of(), "echo hi"), new byte[0]).out().equals("hi\n");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aServerThatIsKilledIsBackWithItsKey() throws Exception {
        assertEquals("hi\n", does("echo hi").out());
        String known = Files.readString(folder.resolve("known"));
        for (int i = 0; i < 3; i++) {
            try (Typist typist = new Typist()) {
                typist.await("$ ");
                int pid = up.pid("ssh");
                up.does("kill", "-s", "KILL", "ssh");
                up.awaitBack("ssh", pid);
                assertTrue(typist.client.waitFor(Wait.SECONDS, TimeUnit.SECONDS), "its client waits");
            }
            awaitNoSession();
            Wait.until(() -> saysHi("key"), () -> "it does not answer");
        }
        assertEquals(known, Files.readString(folder.resolve("known")));
    }

    @Test
    void clientsThatAreNone() throws Exception {
        List<Socket> silent = new ArrayList<>();
        try {
            byte[] garbage = new byte[100_000];
            long seed = System.nanoTime();
            System.out.println("SshTest seed " + seed);
            Random random = new Random(seed);
            for (int i = 0; i < ANSWERED; i++) {
                Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
                silent.add(client);
                random.nextBytes(garbage);
                if (i % 4 == 1) {
                    client.getOutputStream().write("SSH-2.0-x\r\n".getBytes(StandardCharsets.US_ASCII));
                } else if (i % 4 != 0) {
                    write(client, i % 4 == 2 ? "SSH-2.0-x\r\n".getBytes(StandardCharsets.US_ASCII) : new byte[0]);
                    write(client, garbage);
                }
            }
            assertEquals("hi\n", does("echo hi").out());
            for (int i = ANSWERED; i < 80; i++) {
                silent.add(new Socket(InetAddress.getLoopbackAddress(), port));
            }
            // Those that never say who they are are let go after a while, and those that are too many at once.
            for (Socket client : silent) {
                client.setSoTimeout((int) TimeUnit.SECONDS.toMillis(Wait.SECONDS));
                drain(client);
            }
            assertEquals("hi\n", does("echo hi").out());
            assertEquals(0, up.status().get("ssh").get("restarts").getAsInt());
        } finally {
            for (Socket client : silent) {
                client.close();
            }
        }
    }

    private static void write(Socket client, byte[] bytes) {
        try {
            client.getOutputStream().write(bytes);
        } catch (IOException e) {
            // It was thrown out.
        }
    }

    private static void drain(Socket client) {
        try {
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (java.net.SocketTimeoutException e) {
            throw new AssertionError("it is still there", e);
        } catch (IOException e) {
            // It was thrown out.
        }
    }
}
