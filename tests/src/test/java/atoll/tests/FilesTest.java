package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import atoll.personality.java.Grants;
import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import guest.FileCalls;
import guest.FileEscapes;
import guest.FileModel;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The file tree of a process: every file call of the JDK works in it, and none leaves it. */
@Timeout(180)
class FilesTest {
    private static final int SEEDS = 12;
    private static final int CALLS = 1_500;
    private static final int CHECKS = 14;
    private static final int REFUSALS = 21;
    private static final int ESCAPES = 32;

    @TempDir
    Path folder;

    @Test
    void callsWorkInThePrivateTree() throws Exception {
        OwnWorldTest.checks(Run.of(FileCalls.class, "/own"), CHECKS);
    }

    @Test
    void callsWorkInAWritableMount() throws Exception {
        OwnWorldTest.checks(Run.with(new Grants().write(folder, "/data"), FileCalls.class, "/data"), CHECKS);
        assertEquals("three", Files.readString(folder.resolve("streams/a")));
    }

    @Test
    void readOnlyMountRefusesWithProcessRightAndFlag() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "given");
        FileTime time = Files.getLastModifiedTime(file);
        var mode = Files.getPosixFilePermissions(file);
        Grants grants = new Grants().read(folder, "/data");
        String flag = "--rw " + folder.toRealPath() + ":/data";
        OwnWorldTest.checks(Run.with(grants, FileCalls.class, "/data", flag), REFUSALS);
        assertEquals("given", Files.readString(file));
        assertEquals(time, Files.getLastModifiedTime(file));
        assertEquals(mode, Files.getPosixFilePermissions(file));
        try (var left = Files.list(folder)) {
            assertEquals(1, left.count());
        }
    }

    @Test
    void noPathLeavesItsMount() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "TOP SECRET");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-rw-rw-"));
        Files.setLastModifiedTime(secret, FileTime.fromMillis(1_500_000_000_000L));
        Path share = Files.createDirectory(folder.resolve("share"));
        Files.createSymbolicLink(share.resolve("out"), Path.of("../secret"));
        Files.createSymbolicLink(share.resolve("up"), Path.of(".."));
        Files.createSymbolicLink(share.resolve("absolute"), secret.toAbsolutePath());
        Run run = Run.with(new Grants().write(share, "/data"), FileEscapes.class, secret.toString());
        OwnWorldTest.checks(run, ESCAPES);
        assertEquals("TOP SECRET", Files.readString(secret));
        assertEquals(1_500_000_000_000L, Files.getLastModifiedTime(secret).toMillis());
        assertEquals("rw-rw-rw-", PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)));
    }

    @Test
    void treeBehavesAsTheModel() throws Exception {
        long first = new Random().nextLong();
        for (int i = 0; i < SEEDS; i++) {
            long seed = first + i;
            Run run = Run.with(
                    new Grants().directory("/own"), FileModel.class, Long.toString(seed), Integer.toString(CALLS));
            ByteArrayOutputStream model = new ByteArrayOutputStream();
            Configuration unix =
                    Configuration.unix().toBuilder().setWorkingDirectory("/own").build();
            try (FileSystem files = Jimfs.newFileSystem(unix);
                    PrintStream out = new PrintStream(model)) {
                FileModel.run(files, seed, CALLS, out);
            }
            run.end();
            assertFalse(run.out().isEmpty(), run.err());
            same(seed, model.toString(StandardCharsets.UTF_8), run.out());
        }
    }

    private static void same(long seed, String model, String tree) {
        var wanted = model.lines().toList();
        var got = tree.lines().toList();
        for (int i = 0; i < wanted.size(); i++) {
            assertEquals(wanted.get(i), got.get(i), "seed " + seed);
        }
    }
}
