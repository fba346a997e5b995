package atoll.tests.up;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The system that is built in, and commands in sessions of it. */
@Timeout(240)
class ExecTest {
    private static final int KILLS = 4;

    @TempDir
    Path folder;

    private Up up;

    @BeforeEach
    void start() throws Exception {
        up = Up.start(folder, "--no-shell");
        up.awaitOut("atoll is ready");
    }

    @AfterEach
    void end() {
        up.close();
    }

    @Test
    void commandsOfASession() throws Exception {
        assertEquals("dev\nhome\nproc\ntmp\nusr\n", up.does("exec", "ls", "/"));
        assertEquals("a b\n", up.does("exec", "echo", "a b"));
        assertEquals("1\n2\n", up.does("exec", "sh", "-c", "seq 2 > x; cat /home/x"));
        assertEquals("1\n2\n", Files.readString(folder.resolve("home/disk/x")));
        assertEquals(
                "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("home/disk"))));
        assertEquals("3\n", up.does("exec", "sh", "-c", "seq 9 | head -3 | tail -1"));
        assertTrue(up.does("exec", "man", "sh").startsWith("NAME\n  sh - "));
        Up.Told told = Up.atoll(folder, "exec", "sh", "-c", "echo out; echo err >&2; exit 3");
        assertEquals(new Up.Told(3, "out\n", "err\n"), told);
        told = Up.atoll(folder, "exec", "no-such-command");
        assertEquals(new Up.Told(127, "", "sh: line 1: no-such-command: not found\n"), told);
        told = Up.atoll(folder, "exec", "touch", "/file");
        assertEquals(1, told.status());
        assertTrue(told.err().startsWith("touch: cannot touch '/file': "), told.err());
        told = Up.atoll(folder, "shell");
        assertEquals(2, told.status());
        assertTrue(told.err().startsWith("atoll: standard input and output are not a terminal"), told.err());
    }

    @Test
    void bytesInAndOut() throws Exception {
        byte[] all = new byte[3_000_000];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) (i * 31 + i / 256);
        }
        Path in = Files.write(folder.resolve("in"), all);
        Process cat = up.builder("exec", "cat").redirectInput(in.toFile()).start();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        cat.getInputStream().transferTo(out);
        assertEquals(0, cat.waitFor());
        assertArrayEquals(all, out.toByteArray());
    }

    /** A client that goes takes its session with it. */
    @Test
    void aClientThatVanishes() throws Exception {
        Process client =
                up.builder("exec", "sh", "-c", "echo begun; sleep 1000").start();
        byte[] begun = client.getInputStream().readNBytes("begun\n".length());
        assertEquals("begun\n", new String(begun, StandardCharsets.UTF_8));
        assertTrue(up.does("ps").contains(" sleep "));
        client.destroyForcibly().onExit().join();
        String left = up.does("ps");
        while (left.contains(" sleep ")) {
            left = up.does("ps");
        }
    }

    @Test
    void theDiskAndTheFileSystemAreKilledWhileAProgramWrites() throws Exception {
        Process writer = up.builder("exec", "sh", "-c", "seq 400000 | tee /tmp/copy > numbers; wc -l < /tmp/copy")
                .start();
        for (int i = 0; i < KILLS; i++) {
            int disk = up.pid("disk");
            int home = up.pid("home");
            up.does("kill", "-s", "KILL", "disk", "home");
            up.awaitBack("disk", disk);
            up.awaitBack("home", home);
        }
        assertEquals("400000\n", new String(writer.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        assertEquals(0, writer.waitFor());
        List<String> lines = Files.readAllLines(folder.resolve("home/disk/numbers"));
        assertEquals(400_000, lines.size());
        for (int i = 0; i < lines.size(); i++) {
            assertEquals(Integer.toString(i + 1), lines.get(i));
        }
    }

    @Test
    void callsAreTraced() throws Exception {
        Process trace = up.builder("trace", "-n", "3", "home").start();
        Process work =
                up.builder("exec", "sh", "-c", "while ls /home; do true; done").start();
        String told = new String(trace.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, trace.waitFor());
        work.destroyForcibly().onExit().join();
        assertEquals(3, told.lines().count());
        assertTrue(told.lines().allMatch(line -> line.matches(" *[0-9.]+ us  .* -> space FileSpace\\.\\w+")), told);
        Up.Told unknown = Up.atoll(folder, "trace", "hom");
        assertEquals(new Up.Told(2, "", "atoll: no process is named hom; did you mean \"home\"?\n"), unknown);
    }

    @Test
    void theDefinitionIsShown() throws IOException, InterruptedException {
        String shown = up.does("up", "--print");
        Files.writeString(folder.resolve("mine.toml"), shown);
        Files.createDirectory(folder.resolve("disk"));
        assertTrue(shown.contains("[session]"));
        Up.Told again = Up.atoll(folder, "up");
        assertEquals(2, again.status());
        assertTrue(again.err().startsWith("atoll: "), again.err());
    }
}
