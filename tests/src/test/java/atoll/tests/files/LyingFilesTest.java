package atoll.tests.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.file.Attributes;
import atoll.contract.file.FileId;
import atoll.contract.file.FileKind;
import atoll.contract.file.FileSpace;
import atoll.contract.file.FileTree;
import atoll.kernel.Capability;
import atoll.kernel.Endpoint;
import atoll.library.file.Volume;
import atoll.personality.java.Grants;
import atoll.server.memoryfiles.MemoryFileServer;
import atoll.tests.Guest;
import atoll.tests.Wait;
import guest.MountLimits;
import guest.MountUser;
import guest.hostile.LiedTo;
import guest.hostile.LyingFiles;
import guest.hostile.LyingSpace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Unmodified programs on the tree of a server that lies: each call comes to a result, of that tree, or to an {@code IOException}
 * with a text. It is never an error of the boundary's, never a name that is a path, and nobody else notices.
 */
@Timeout(900)
class LyingFilesTest extends FileServed {
    private static final int LINES = 80;
    private static final Duration SHORT = Duration.ofMillis(30);

    /** The JDK's, which have no text on a host file either. */
    private static final Set<String> WITHOUT_TEXT = Set.of(
            "java.io.EOFException",
            "java.nio.channels.ClosedByInterruptException",
            "java.nio.channels.ClosedChannelException",
            "java.nio.channels.FileLockInterruptionException");

    private static final Pattern OF_THE_HOST =
            Pattern.compile("/proc/self/fd|/dev/shm|junit|atoll\\.(kernel|personality|system)");

    private final Endpoint<FileTree> lies = atoll.endpoint("lies", FileTree.class);

    private void furnish() throws IOException {
        FileTree tree = tree();
        empty(tree, tree.root().id());
        Volume volume = volume();
        volume.create("file").write(0, "line\n".repeat(30_000).getBytes(StandardCharsets.UTF_8));
        volume.makeFolder("folder");
        volume.create("folder/inner").write(0, new byte[10]);
    }

    private static void empty(FileTree tree, FileId folder) throws IOException {
        for (String name : tree.list(folder, "", Integer.MAX_VALUE)) {
            Attributes file = tree.lookup(folder, name);
            if (file.kind() == FileKind.FOLDER) {
                empty(tree, file.id());
            }
            tree.remove(folder, name);
        }
    }

    private Guest liar(String lie) throws Exception {
        return liar(LyingFiles.class, "files", lies, lie);
    }

    private Guest liar(Class<?> kind, String serves, Endpoint<?> served, String lie) throws Exception {
        CountDownLatch begins = new CountDownLatch(1);
        served.whenServed(process -> begins.countDown());
        Guest liar = Guest.start(
                atoll,
                "liar",
                kind,
                new Grants()
                        .use("real", endpoint.capability())
                        .serve(serves, served)
                        .threads(200),
                lie);
        assertTrue(begins.await(Wait.SECONDS, TimeUnit.SECONDS), "the liar does not serve");
        return liar;
    }

    private List<String> liesOf(Class<?> kind) throws Exception {
        return Guest.start(atoll, "liar", kind, new Grants()).end().lines().toList();
    }

    /** What is wrong with the lines of a program that was lied to. */
    private static List<String> judged(String lie, String told) {
        List<String> lines = told.lines().toList();
        List<String> wrong = new ArrayList<>();
        for (String line : lines) {
            String said = line.substring(line.indexOf(": ") + 2);
            boolean right = said.startsWith("result ") || line.equals("own own");
            if (said.startsWith("IO ")) {
                String thrown = said.substring(3);
                String type = thrown.substring(0, thrown.indexOf(':'));
                right = !thrown.startsWith(type + ": null") || WITHOUT_TEXT.contains(type);
            } else if (said.startsWith("OTHER java.lang.OutOfMemoryError: Required array size too large")) {
                right = lie.startsWith("size ");
            }
            if (!right || OF_THE_HOST.matcher(line).find()) {
                wrong.add(lie + ": " + line);
            }
        }
        if (lines.size() < LINES || !lines.getLast().equals("own own")) {
            wrong.add(lie + ": " + told);
        }
        return wrong;
    }

    private String lieTo(Grants grants) throws Exception {
        return Guest.start(atoll, "lied to", LiedTo.class, grants, "/data").end();
    }

    @Test
    void noLieIsMoreThanAnError() throws Exception {
        serve(Kind.MEMORY);
        Endpoint<FileTree> own = atoll.endpoint("own files", FileTree.class);
        Guest server = Guest.start(atoll, "server", MemoryFileServer.class, new Grants().serve("files", own));
        Guest bystander = bystander(own);
        List<String> names = liesOf(LyingFiles.class);
        assertTrue(names.size() > 100, names.toString());
        List<String> wrong = new ArrayList<>();
        for (String lie : names) {
            furnish();
            Guest liar = liar(lie);
            Capability<FileTree> capability =
                    lie.startsWith("late: ") ? lies.capability().within(SHORT) : lies.capability();
            wrong.addAll(judged(lie, lieTo(new Grants().mount("/data", capability, true))));
            assertEquals("told\n", liar.out(), lie);
            liar.kill();
            Wait.until(() -> lies.isIdle() && endpoint.isIdle(), () -> lie + ": somebody is in a server");
        }
        bystander.kill();
        server.kill();
        assertEquals("", bystander.out());
        assertEquals(List.of(), wrong, () -> String.join("\n", wrong));
    }

    @Test
    void noLieOfANameSpaceIsMoreThanAnError() throws Exception {
        serve(Kind.MEMORY);
        Endpoint<FileSpace> spaces = atoll.endpoint("lying space", FileSpace.class);
        List<String> names = liesOf(LyingSpace.class);
        assertTrue(names.size() > 25, names.toString());
        List<String> wrong = new ArrayList<>();
        for (String lie : names) {
            furnish();
            Guest liar = liar(LyingSpace.class, "space", spaces, lie);
            wrong.addAll(judged(lie, lieTo(new Grants().mount("/data", spaces.capability()))));
            assertEquals("told\n", liar.out(), lie);
            liar.kill();
            Wait.until(() -> spaces.isIdle() && endpoint.isIdle(), () -> lie + ": somebody is in a server");
        }
        assertEquals(List.of(), wrong, () -> String.join("\n", wrong));
    }

    /** Works on a tree of its own all the while, and ends when it reads something wrong. */
    private Guest bystander(Endpoint<FileTree> own) throws IOException {
        own.patience(Duration.ofSeconds(Wait.SECONDS));
        return Guest.start(
                atoll,
                "bystander",
                MountUser.class,
                new Grants().mount("/data", own.capability(), true),
                "/data/home",
                "false",
                Integer.toString(Integer.MAX_VALUE),
                "1");
    }

    /** Ids that a server copied from another are no key to the locks on that one's files. */
    @Test
    void aLockOnALiarsFileIsNoneOnAnothers() throws Exception {
        serve(Kind.MEMORY);
        furnish();
        Guest liar = liar("garbage");
        Grants grants =
                new Grants().mount("/data", endpoint.capability(), true).mount("/lies", lies.capability(), true);
        assertEquals(
                "true true\n",
                Guest.start(atoll, "lied to", MountLimits.class, grants, "lock", "/data/file", "/lies/file")
                        .end());
        liar.kill();
    }

    /** Without a deadline who waits for a server that hangs is let go by its death. */
    @Test
    void theDeathOfALiarEndsTheWait() throws Exception {
        serve(Kind.MEMORY);
        furnish();
        Guest liar = liar("late: hangs");
        Grants grants = new Grants().mount("/data", lies.capability(), true);
        Guest reader = Guest.start(atoll, "lied to", MountLimits.class, grants, "read", "/data/file");
        liar.awaitOut("told");
        liar.kill();
        assertEquals("reads\njava.nio.file.FileSystemException: /data/file: Input/output error\n", reader.end());
    }

    @Test
    void aProcessHasSoManyServedFilesOpenAndNoMore() throws Exception {
        serve(Kind.MEMORY);
        Guest guest = Guest.start(
                atoll,
                "opens",
                MountLimits.class,
                new Grants().mount("/data", endpoint.capability(), true),
                "open",
                "/data");
        assertEquals(
                List.of(
                        "most 4096",
                        "FileNotFoundException: /data/file (Too many open files)",
                        "FileSystemException: /data/file: Too many open files",
                        "FileSystemException: /data: Too many open files",
                        "made false",
                        "again x"),
                guest.end().lines().toList());
    }
}
