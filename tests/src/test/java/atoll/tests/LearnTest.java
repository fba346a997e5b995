package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guest.Needs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --learn}, {@code --audit} and {@code @FILE}: what a program needed is what it is given then, and no more. */
class LearnTest {
    @TempDir
    Path folder;

    private ServerSocket server;
    private List<String> program;

    @BeforeEach
    void prepare() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Files.createDirectories(folder.resolve("here/sub"));
        Files.createDirectories(folder.resolve("data"));
        Files.createDirectories(folder.resolve("out"));
        Files.writeString(folder.resolve("data/input"), "of the host");
        Jars.runnable(folder, Needs.class);
        program = List.of(
                folder.resolve("Needs.jar").toString(),
                folder.resolve("data/input").toString(),
                folder.resolve("out").toString(),
                Integer.toString(server.getLocalPort()));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private Cli.Ended run(List<String> options) throws Exception {
        List<String> words = new ArrayList<>(List.of("run"));
        words.addAll(options);
        words.addAll(program);
        return Cli.run(folder.resolve("here"), "", words);
    }

    @Test
    void whatWasLearnedIsEnoughAndNoMore() throws Exception {
        Cli.Ended learned = run(List.of("--learn", "grants"));
        String said = "file of the host\nrelative true\nmade 14\nhome " + System.getenv("HOME")
                + "\nconnected\nlistens true\nnot started\n";
        assertEquals(new Cli.Ended(0, said, ""), learned);
        assertEquals("by the program", Files.readString(folder.resolve("out/made")));
        List<String> lines = Files.readAllLines(folder.resolve("here/grants"));
        assertEquals(
                new TreeSet<>(List.of(
                        "--ro " + folder.resolve("data/input"),
                        "--ro " + folder.resolve("here/sub"),
                        "--rw " + folder.resolve("out"),
                        "--env HOME=" + System.getenv("HOME"),
                        "--connect 127.0.0.1:" + server.getLocalPort(),
                        "--listen 0",
                        "--cwd " + folder.resolve("here"),
                        "# no grant lets it start a program")),
                new TreeSet<>(lines.subList(1, lines.size())));
        assertEquals(learned, run(List.of("@grants")), "with just those grants");
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).startsWith("#")) {
                List<String> fewer = new ArrayList<>(lines);
                String without = fewer.remove(i);
                Files.write(folder.resolve("here/fewer"), fewer);
                assertFalse(learned.equals(run(List.of("@fewer"))), "not needed: " + without);
            }
        }
    }

    @Test
    void auditTellsAndRefusesNothing() throws Exception {
        Cli.Ended audited =
                run(List.of("--audit", "--ro", folder.resolve("data").toString()));
        assertEquals(0, audited.status());
        assertTrue(audited.out().contains("file of the host\n"), audited.out());
        assertTrue(audited.err().contains("atoll: audit: --rw " + folder.resolve("out") + "\n"), audited.err());
        assertTrue(audited.err().contains("atoll: audit: --listen 0\n"), audited.err());
        assertFalse(audited.err().contains("data"), "granted already: " + audited.err());
    }

    /** The program chooses the names of what it uses, and must not choose lines of what it will be granted. */
    @Test
    void aNameIsNoLine() throws Exception {
        Path named = Files.writeString(folder.resolve("data/in\n--rw etc\u001b[2J"), "of the host");
        program = new ArrayList<>(program);
        program.set(1, named.toString());
        Cli.Ended audited = run(List.of("--audit", "--learn", "grants"));
        assertEquals(0, audited.status());
        String line = "# no line can grant: --ro " + folder.resolve("data") + "/in?--rw etc?[2J";
        assertTrue(audited.err().contains("atoll: audit: " + line + "\n"), audited.err());
        List<String> lines = Files.readAllLines(folder.resolve("here/grants"));
        assertTrue(lines.contains(line), lines.toString());
        assertFalse(lines.stream().anyMatch(text -> text.startsWith("--rw etc")), lines.toString());
    }

    @Test
    void badGrantFilesGetOneLine() throws Exception {
        Files.writeString(folder.resolve("here/odd"), "# remark\n\n--cpu 1\nwhat\n");
        assertEquals(new Cli.Ended(2, "", "atoll: @odd, line 4: not an option: what\n"), run(List.of("@odd")));
        assertEquals(new Cli.Ended(2, "", "atoll: @none: cannot be read: none\n"), run(List.of("@none")));
        assertEquals(
                new Cli.Ended(2, "", "atoll: --learn no/such: cannot be written: no/such\n"),
                run(List.of("--learn", "no/such")));
        assertFalse(Files.exists(folder.resolve("out/made")), "the program has not run");
    }
}
