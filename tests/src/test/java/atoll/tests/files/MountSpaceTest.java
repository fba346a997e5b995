package atoll.tests.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.PeerDied;
import atoll.contract.file.FileSpace;
import atoll.contract.file.FileTree;
import atoll.kernel.Endpoint;
import atoll.library.file.Volume;
import atoll.personality.java.Grants;
import atoll.server.memoryfiles.MemoryFileServer;
import atoll.server.vfs.Vfs;
import atoll.system.service.Service;
import atoll.tests.Guest;
import atoll.tests.Kills;
import atoll.tests.Wait;
import guest.MountSpace;
import guest.MountUser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A name space of files under one folder of an unmodified program: its trees, their borders, and the deaths of both. */
@Timeout(300)
class MountSpaceTest extends FileServed {
    private static final int KILLS = 10;

    private final Endpoint<FileTree> second =
            atoll.endpoint("second", FileTree.class).patience(Duration.ofSeconds(Wait.SECONDS));

    private Grants mounted() {
        return new Grants().mount("/all", space.capability());
    }

    /** The host's folder at the root; one in memory at two places, one of them in no folder. */
    private void serveBoth() throws IOException {
        services.add(second());
        addSpace(Map.of("one", endpoint, "two", second), "/=one", "/a=two", "/deep/er/b=two");
        serve(Kind.HOST);
    }

    private Service second() {
        return new Service("second", program(MemoryFileServer.class, List.of()), new Grants().serve("files", second));
    }

    /** What a program says to each of the commands; each with what it should. */
    private void says(Grants grants, String... commandsAndAnswers) throws Exception {
        List<String> words = new ArrayList<>(List.of("look"));
        StringBuilder wanted = new StringBuilder();
        for (int i = 0; i < commandsAndAnswers.length; i += 2) {
            words.add(commandsAndAnswers[i]);
            wanted.append(commandsAndAnswers[i])
                    .append(" = ")
                    .append(commandsAndAnswers[i + 1])
                    .append('\n');
        }
        Guest guest = Guest.start(atoll, "looks", MountSpace.class, grants, words.toArray(new String[0]));
        assertEquals(wanted.toString(), guest.end());
    }

    @Test
    void theTreesAreSeenEachAtItsPath() throws Exception {
        serveBoth();
        Files.writeString(folder.resolve("f"), "one");
        Files.createDirectory(folder.resolve("a"));
        Files.writeString(folder.resolve("a/hidden"), "one");
        new Volume(second.capability().gate()).create("f").write(0, "two".getBytes(StandardCharsets.UTF_8));
        says(
                mounted(),
                "read /all/f",
                "one",
                "read /all/a/f",
                "two",
                "read /all/deep/er/b/f",
                "two",
                "list /all",
                "[a, deep, f]",
                "list-io /all",
                "true",
                "list /all/a",
                "[f]",
                "list /all/deep",
                "[er]",
                "list-io /all/deep/er",
                "true",
                "kind /all",
                "folder true",
                "kind /all/deep/er",
                "folder true",
                "kind /all/deep/none",
                "nothing false",
                "kind /all/a/hidden",
                "nothing false",
                "write /all/a/new",
                "new",
                "read /all/deep/er/b/new",
                "written",
                "make /all/deep/new",
                "NoSuchFileException: /all/deep/new",
                "delete /all/deep",
                "FileSystemException: /all/deep: Device or resource busy",
                "delete /all/a",
                "FileSystemException: /all/a: Device or resource busy",
                "move /all/f /all/a/moved",
                "moved",
                "read /all/a/moved",
                "one",
                "kind /all/f",
                "nothing false",
                "store /all/a/f",
                "false",
                "same /all/a/f /all/deep/er/b/f",
                "true",
                "canonical /all/deep/./er/b/f",
                "/all/deep/er/b/f");
    }

    @Test
    void neitherLinksNorDotsLeadOutOfATree() throws Exception {
        serveBoth();
        Files.writeString(folder.resolve("secret"), "one");
        new Volume(second.capability().gate()).makeFolder("in");
        String none = "NoSuchFileException: /all/a/";
        says(
                mounted().read(Files.writeString(folder.resolve("own"), "own"), "/own"),
                "link /all/a/up ../secret",
                "up",
                "link /all/a/top /secret",
                "top",
                "link /all/a/host /own",
                "host",
                "link /all/a/other /all/secret",
                "other",
                "link /all/a/in/back /in/../f",
                "back",
                "read /all/a/up",
                none + "up",
                "read /all/a/top",
                none + "top",
                "read /all/a/host",
                none + "host",
                "read /all/a/other",
                none + "other",
                "read /all/a/../secret",
                none + "../secret",
                "read /all/a/../../../own",
                none + "../../../own",
                "write /all/a/f",
                "f",
                "read /all/a/in/back",
                "written",
                "read /all/a/../f",
                "written",
                "canonical /all/a/../../f",
                "/all/a/f",
                "real /all/a/in/back",
                "/all/a/f",
                "read /all/../own",
                "own");
    }

    /** What vfs was given for reading is only read. */
    @Test
    void whatTheNameSpaceMayNotWriteIsNotWritten() throws Exception {
        services.add(second());
        services.add(new Service(
                "space",
                program(Vfs.class, List.of("space", "/a=two")),
                new Grants()
                        .serve("space", space)
                        .use("two", second.capability().with(Set.of("read")))));
        services.start();
        new Volume(second.capability().gate()).create("f").write(0, "two".getBytes(StandardCharsets.UTF_8));
        says(
                mounted(),
                "read /all/a/f",
                "two",
                "write /all/a/f",
                "AccessDeniedException: /all/a/f",
                "write /all/a/g",
                "AccessDeniedException: /all/a/g",
                "make /all/a/g",
                "AccessDeniedException: /all/a/g",
                "make /all/g",
                "AccessDeniedException: /all/g",
                "list /all",
                "[a]");
    }

    /** The files of a program that works there are right while the name space and the tree are killed again and again. */
    @Test
    void theNameSpaceAndItsTreesAreKilledUnderAProgram() throws Exception {
        serveBoth();
        long seed = Long.getLong("atoll.seed", new Random().nextLong());
        System.out.println("seed " + seed);
        Kills space = kills("space", KILLS, new Random(seed));
        Kills tree = kills("files", KILLS, new Random(seed + 1));
        int runs = 0;
        do {
            String told = Guest.start(
                            atoll,
                            "works",
                            MountUser.class,
                            mounted(),
                            "/all/run" + runs++,
                            "false",
                            "100",
                            Long.toString(seed + runs))
                    .end();
            assertTrue(told.startsWith("right 0 "), "seed " + seed + ": " + told);
        } while (space.isAlive() || tree.isAlive());
        space.end();
        tree.end();
    }

    /** Nobody asks the name space about what is open. */
    @Test
    void whatIsOpenOutlivesTheNameSpace() throws Exception {
        serve(Kind.HOST);
        Files.writeString(folder.resolve("f"), "open");
        Endpoint<FileSpace> mortal = atoll.endpoint("mortal", FileSpace.class);
        Guest vfs = Guest.start(
                atoll,
                "server",
                Vfs.class,
                new Grants().use("tree", endpoint.capability()).serve("space", mortal),
                "space",
                "/=tree");
        Wait.until(() -> isServed(mortal), () -> "no name space");
        Guest holder = Guest.start(
                atoll, "holds", MountSpace.class, new Grants().mount("/all", mortal.capability()), "hold", "/all/f");
        holder.awaitOut("open");
        vfs.kill();
        assertEquals("open\no p 4 op!n\n", holder.end());
        assertEquals("op!n", Files.readString(folder.resolve("f")));
    }

    private static boolean isServed(Endpoint<FileSpace> space) {
        try {
            space.capability().gate().find("/");
            return true;
        } catch (PeerDied e) {
            return false;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
