package atoll.tests.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.kernel.Preload;
import atoll.kernel.Process;
import atoll.library.file.Volume;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.personality.java.Streams;
import atoll.tests.Wait;
import guest.FileSurvey;
import guest.MountRefusals;
import guest.MountUser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Programs that know nothing of file servers work with files that one serves: as with the host's, or not at all. */
@Timeout(300)
class MountTest extends FileServed {
    private static final int SURVEYED = 181;
    private static final int KILLS = 12;

    @TempDir
    Path plain;

    @TempDir
    Path abroad;

    /** A program, and what it wrote. */
    private final class Guest {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final ByteArrayOutputStream err = new ByteArrayOutputStream();
        final Process process;

        Guest(Grants grants, Class<?> main, String... arguments) throws IOException {
            Program program =
                    new Program(main.getSimpleName(), List.of(Preload.place(main)), main.getName(), List.of(arguments));
            process = atoll.spawn(program, grants, Streams.to(out, err));
        }

        /** What it wrote to its end. */
        String told() throws InterruptedException {
            assertEquals(List.of(), process.waitFor().undead());
            assertEquals("", err.toString(StandardCharsets.UTF_8));
            return out.toString(StandardCharsets.UTF_8);
        }

        List<String> lines() throws InterruptedException {
            return told().lines().toList();
        }
    }

    private Grants mount(String at, boolean writable) {
        return new Grants().mount(at, endpoint.capability(), writable);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aProgramSeesNoDifferenceToTheHost(Kind kind) throws Exception {
        serve(kind);
        Path other = Files.createDirectory(abroad.resolve("other"));
        Path same = Files.createDirectory(abroad.resolve("same"));
        List<String> host = new Guest(
                        new Grants().write(plain, "/data").write(other, "/abroad"),
                        FileSurvey.class,
                        "/data",
                        "/abroad")
                .lines();
        List<String> served =
                new Guest(mount("/data", true).write(same, "/abroad"), FileSurvey.class, "/data", "/abroad").lines();
        for (int i = 0; i < host.size(); i++) {
            assertEquals(host.get(i), served.get(i));
        }
        assertEquals(host.size(), served.size());
        assertEquals("lines " + SURVEYED, host.getLast());
    }

    private Map<String, String> refusals(Grants grants, String which) throws Exception {
        Map<String, String> said = new TreeMap<>();
        for (String line : new Guest(grants, MountRefusals.class, which, "/data").lines()) {
            int colon = line.indexOf(": ");
            said.put(colon < 0 ? line : line.substring(0, colon), colon < 0 ? "" : line.substring(colon + 2));
        }
        return said;
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatIsNotThereIsRefused(Kind kind) throws Exception {
        serve(kind);
        volume().create("file").write(0, "four".getBytes(StandardCharsets.UTF_8));
        Map<String, String> said = refusals(mount("/data", true), "missing");
        String unsupported = ": Operation not supported";
        Map<String, String> wanted = new TreeMap<>(Map.ofEntries(
                Map.entry("hard link", "FileSystemException: /data/hard -> /data/file" + unsupported),
                Map.entry("hard link to the host", "FileSystemException: /tmp/hard -> /data/file" + unsupported),
                Map.entry("modes", "FileSystemException: /data/file" + unsupported),
                Map.entry("modes of java.io", "result false"),
                Map.entry("map", "UnsupportedOperationException: a file that another process serves cannot be mapped"),
                Map.entry("map left 4 bytes", ""),
                Map.entry("watch", "FileSystemException: /data" + unsupported),
                Map.entry("space", "FileSystemException: /data/file" + unsupported),
                Map.entry("space of java.io", "result 0"),
                Map.entry("the mount itself", "FileSystemException: /data: Device or resource busy"),
                Map.entry("move the mount", "result false"),
                Map.entry("position by reflection", "IOException: Bad file descriptor")));
        assertTrue(said.remove("hard link from the host").endsWith(unsupported), said.toString());
        assertTrue(said.remove("own attributes").startsWith("FileSystemException: /data/file: "), said.toString());
        assertFalse(said.remove("socket").startsWith("result"), said.toString());
        assertEquals(wanted, said);
        assertEquals(List.of("file"), volume().list(""));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aTreeForReadingIsOnlyRead(Kind kind) throws Exception {
        serve(kind);
        volume().create("file").write(0, "four".getBytes(StandardCharsets.UTF_8));
        var before = volume().attributes("file");
        String denied = "AccessDeniedException: /data/";
        Map<String, String> wanted = new TreeMap<>();
        wanted.put("read", "result four");
        wanted.put("may be written", "result false false");
        wanted.put("store", "result true");
        wanted.put("create by java.io", "IOException: Permission denied");
        for (String call : List.of("write", "time", "truncate", "delete")) {
            wanted.put(call, denied + "file");
        }
        wanted.put("move", denied + "file -> /data/new");
        for (String call : List.of("create", "folder", "link")) {
            wanted.put(call, denied + "new");
        }
        for (String call : List.of("write by java.io", "random")) {
            wanted.put(call, "FileNotFoundException: /data/file (Permission denied)");
        }
        for (String call : List.of("folder by java.io", "delete by java.io", "rename", "time by java.io")) {
            wanted.put(call, "result false");
        }
        assertEquals(wanted, refusals(mount("/data", false), "reading"));
        assertEquals(before, volume().attributes("file"));
        assertEquals(List.of("file"), volume().list(""));
    }

    @Test
    void aTreeNeitherHoldsAMountNorLiesInAFile() throws Exception {
        serve(Kind.MEMORY);
        Path file = Files.writeString(plain.resolve("file"), "x");
        for (Grants grants : List.of(
                mount("/", true),
                mount("/a", true).read(plain, "/a/b"),
                mount("/a", true).mount("/a/b", endpoint.capability(), true),
                mount("/a/b", true).read(file, "/a"))) {
            assertThrows(FileSystemException.class, () -> new Guest(grants, MountUser.class));
        }
        assertThrows(InvalidPathException.class, () -> new Guest(mount("/a/../b", true), MountUser.class));
        assertThrows(InvalidPathException.class, () -> new Guest(mount("a", true), MountUser.class));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aProgramLivesOnWhenItsFileServerIsKilledAgainAndAgain(Kind kind) throws Exception {
        serve(kind);
        long seed = Long.getLong("atoll.seed", new Random().nextLong());
        Thread killer = kills("files", KILLS, new Random(seed));
        int runs = 0;
        do {
            String home = "/data/run" + runs++;
            String told = new Guest(
                            mount("/data", true),
                            MountUser.class,
                            home,
                            Boolean.toString(kind == Kind.MEMORY),
                            "150",
                            Long.toString(seed + runs))
                    .told();
            assertTrue(told.startsWith("right "), "seed " + seed + ": " + told);
        } while (killer.isAlive());
        killer.join();
    }

    /** A program of the JDK's, of thousands of lines that nobody wrote for this. */
    @Test
    void theCompilerWritesTheSameClasses() throws Exception {
        serve(Kind.HOST);
        String source =
                "record Point(int x, int y) { interface In {} enum E { A, B } Runnable r() { return () -> {}; } }";
        Volume volume = volume();
        for (Path place : List.of(plain, folder)) {
            Files.createDirectories(place.resolve("out"));
            Files.writeString(place.resolve("Point.java"), source);
        }
        Thread killer = kills("files", KILLS, new Random(1));
        for (int i = 0; i == 0 || killer.isAlive(); i++) {
            assertEquals("", compile(mount("/data", true)));
        }
        killer.join();
        assertEquals("", compile(new Grants().write(plain, "/data")));
        List<String> classes = volume.list("out");
        assertEquals(List.of("Point$E.class", "Point$In.class", "Point.class"), classes);
        for (String name : classes) {
            byte[] wanted = Files.readAllBytes(plain.resolve("out").resolve(name));
            assertArrayEquals(wanted, Files.readAllBytes(folder.resolve("out").resolve(name)), name);
        }
    }

    private String compile(Grants grants) throws Exception {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        Program javac = new Program(
                "javac", List.of(), "com.sun.tools.javac.Main", List.of("-d", "/data/out", "/data/Point.java"));
        Process process = atoll.spawn(javac, grants, Streams.to(told, told));
        assertEquals(List.of(), process.waitFor().undead());
        return told.toString(StandardCharsets.UTF_8);
    }

    /** A client that is killed in its calls leaves nobody in the server, and nothing half open. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void aClientIsKilledInItsCalls(Kind kind) throws Exception {
        serve(kind);
        Random random = new Random();
        for (int i = 0; i < KILLS; i++) {
            Guest guest = new Guest(mount("/data", true), MountUser.class, "/data/k" + i, "false", "1000000", "1");
            while (volume().list("").size() <= i && !guest.process.death().isDone()) {
                Thread.onSpinWait();
            }
            java.util.concurrent.locks.LockSupport.parkNanos(random.nextLong(20_000_000));
            guest.process.kill();
            assertEquals("", guest.told());
            Wait.until(endpoint::isIdle, () -> "somebody is in the server");
        }
        assertEquals(
                "right 0 0\n",
                new Guest(mount("/data", true), MountUser.class, "/data/last", "false", "50", "2").told());
    }
}
