package atoll.tests.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.PeerDied;
import atoll.contract.Refused;
import atoll.contract.file.FileFault;
import atoll.contract.file.FileSpace;
import atoll.contract.file.FileTree;
import atoll.contract.file.Mounted;
import atoll.kernel.Capability;
import atoll.kernel.Endpoint;
import atoll.kernel.Process;
import atoll.library.file.OpenFile;
import atoll.library.file.Volume;
import atoll.personality.java.Grants;
import atoll.personality.java.Streams;
import atoll.server.memoryfiles.MemoryFileServer;
import atoll.server.vfs.Vfs;
import atoll.system.service.Service;
import atoll.tests.Wait;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Name spaces of files: which path is in which tree, that none leads into another, and what their deaths do. */
@Timeout(120)
class FileSpaceTest extends FileServed {
    private static final byte[] ONE = {1};
    private static final byte[] TWO = {2};
    private static final byte[] THREE = {3};

    private final Endpoint<FileTree> second = tree("second");
    private final Endpoint<FileTree> third = tree("third");

    private Endpoint<FileTree> tree(String name) {
        return atoll.endpoint(name, FileTree.class).patience(Duration.ofSeconds(Wait.SECONDS));
    }

    private void serveMemory(String name, Endpoint<FileTree> as) {
        services.add(new Service(name, program(MemoryFileServer.class, List.of()), new Grants().serve("files", as)));
    }

    /** The host's folder at the root, and two trees in memory. */
    private Volume serveThree() throws IOException {
        serveMemory("second", second);
        serveMemory("third", third);
        Volume volume =
                addSpace(Map.of("one", endpoint, "two", second, "three", third), "/=one", "/a=two", "/a/b=three");
        serve(Kind.HOST);
        return volume;
    }

    private static byte[] read(Volume volume, String path) throws IOException {
        return volume.open(path).read(0, 10);
    }

    @Test
    void aPathIsInTheLongestMountThatItBeginsWith() throws Exception {
        Volume volume = serveThree();
        Volume one = volume();
        one.makeFolder("a");
        one.makeFolder("ab");
        one.create("a/f").write(0, ONE);
        one.create("ab/f").write(0, ONE);
        Volume two = new Volume(second.capability().gate());
        two.create("f").write(0, TWO);
        Volume three = new Volume(third.capability().gate());
        three.create("f").write(0, THREE);
        for (String path : List.of("/a/f", "a/f", "//a///f", "/./a/./f", "/a/../f", "a/../../../f")) {
            assertArrayEquals(TWO, read(volume, path), path);
        }
        assertThrows(NoSuchFileException.class, () -> read(volume, "/a/../a/f"));
        assertArrayEquals(ONE, read(volume, "/ab/f"));
        assertArrayEquals(THREE, read(volume, "/a/b/f"));
        assertArrayEquals(THREE, read(volume, "/a/b/../f"));
        // Behind the first ".." the mounts are not looked for: this is the root tree's own folder.
        assertArrayEquals(ONE, read(volume, "/ab/../a/f"));
        assertThrows(NoSuchFileException.class, () -> read(volume, "/f"));
        assertEquals(List.of("a", "ab"), volume.list("/"));
        assertEquals(List.of("b", "f"), volume.list("/a"));
        assertEquals(List.of("b", "f"), volume.list("//a/"));
        assertEquals(List.of("f"), volume.list("/a/b"));
        volume.create("/a/b/g").write(0, ONE);
        assertArrayEquals(ONE, read(three, "g"));
        volume.remove("/a/b/g");
        assertThrows(NoSuchFileException.class, () -> three.open("g"));
    }

    @Test
    void noLinkAndNoDotsLeadFromOneMountIntoAnother() throws Exception {
        Volume volume = serveThree();
        volume.create("/secret").write(0, ONE);
        volume.create("/a/b/secret").write(0, THREE);
        Files.createSymbolicLink(folder.resolve("in"), Path.of("/a"));
        List<String> targets = List.of("/secret", "../secret", "../../secret", "/a/b/secret", "b/secret", "/", "..");
        for (int i = 0; i < targets.size(); i++) {
            volume.makeLink("/a/l" + i, targets.get(i));
            assertEquals(targets.get(i), volume.target("/a/l" + i));
            for (String path : List.of("/a/l" + i, "/a/l" + i + "/secret", "/a/l" + i + "/b/secret")) {
                assertThrows(FileSystemException.class, () -> read(volume, path), path + " -> " + targets.get(i));
            }
        }
        for (String path : List.of("/a/../secret", "/a/./../../secret", "/in/b/secret", "/in/f")) {
            assertThrows(NoSuchFileException.class, () -> read(volume, path), path);
        }
        assertArrayEquals(THREE, read(volume, "/a/b/../../secret"));
        // Where the name is there in the tree itself, it is that one.
        volume.create("/a/secret").write(0, TWO);
        assertArrayEquals(TWO, read(volume, "/a/l0"));
        assertArrayEquals(TWO, read(volume, "/a/l2"));
        assertArrayEquals(TWO, read(volume, "/a/../secret"));
        assertArrayEquals(ONE, read(volume, "/secret"));
    }

    @Test
    void nothingIsMovedFromOneTreeToAnother() throws Exception {
        Volume volume = serveThree();
        volume.create("/f").write(0, ONE);
        assertEquals(FileFault.OTHER_DEVICE, fault(() -> {
            volume.rename("/f", "/a/f", true);
            return "done";
        }));
        assertArrayEquals(ONE, read(volume, "/f"));
        assertEquals(List.of("b"), volume.list("/a"));
        for (String mount : List.of("/a", "/a/b", "/a/", "/")) {
            assertEquals(FileFault.INVALID, fault(() -> {
                volume.remove(mount);
                return "done";
            }));
            assertEquals(mount.equals("/") ? FileFault.INVALID : FileFault.OTHER_DEVICE, fault(() -> {
                volume.rename(mount, "/g", true);
                return "done";
            }));
        }
    }

    @Test
    void whereNothingIsMountedThereIsNothing() throws Exception {
        serveMemory("second", second);
        Volume volume = addSpace(Map.of("two", second), "/x/y=two");
        services.start();
        assertEquals(List.of("x"), volume.list("/"));
        assertEquals(List.of("y"), volume.list("x"));
        assertEquals(List.of(), volume.list("/x/y"));
        for (String path : List.of("/", "/x", "/z", "/x/z", "/x/../x/y", "", "..", "/x/yy")) {
            assertEquals(FileFault.NOT_FOUND, fault(() -> volume.attributes(path)), path);
            assertEquals(FileFault.NOT_FOUND, fault(() -> volume.create(path + "/f")), path);
        }
        volume.create("/x/y/f");
        assertEquals(List.of("f"), volume.list("/x/y"));
    }

    @Test
    void aNameSpaceGivesNothingOfAnother() throws Exception {
        serveMemory("second", second);
        Capability<FileTree> given = second.capability();
        Endpoint<FileSpace> other = atoll.endpoint("other", FileSpace.class).patience(Duration.ofSeconds(Wait.SECONDS));
        Grants grants = new Grants()
                .serve("space", space)
                .serve("other", other)
                .use("one", endpoint.capability())
                .use("reads", endpoint.capability().with(Set.of("read")))
                .use("two", given);
        List<String> arguments = List.of("space", "/=one", "/a=two", "other", "/=reads");
        services.add(new Service("spaces", program(Vfs.class, arguments), grants));
        serve(Kind.HOST);
        FileSpace mine = space.capability().gate();
        FileSpace others = other.capability().gate();
        Mounted two = mine.find("/a/f");
        assertEquals("/f", two.rest());
        assertSame(given.gate(), mine.tree(two.mount()));
        assertEquals(FileFault.STALE, fault(() -> others.tree(two.mount())));
        for (long number = two.mount() - 10; number < two.mount() + 10; number++) {
            long guess = number;
            if (guess != others.find("/").mount()) {
                assertEquals(FileFault.STALE, fault(() -> others.tree(guess)));
            }
        }
        new Volume(mine).create("/f").write(0, ONE);
        Volume weak = new Volume(others);
        assertArrayEquals(ONE, read(weak, "/f"));
        assertThrows(Refused.class, () -> weak.open("/f").write(0, TWO));
        assertThrows(Refused.class, () -> weak.remove("/f"));
        assertArrayEquals(ONE, Files.readAllBytes(folder.resolve("f")));
        FileSpace nothing = space.capability().with(Set.of()).gate();
        assertThrows(Refused.class, () -> nothing.find("/"));
    }

    @Test
    void whatIsOpenDoesNotNeedTheNameSpace() throws Exception {
        Volume volume = serveThree();
        OpenFile file = volume.create("/f");
        OpenFile memory = volume.create("/a/f");
        long before = space.capability().gate().find("/").mount();
        Process served = services.process("space");
        space.suspend();
        file.write(0, ONE);
        memory.write(0, TWO);
        assertArrayEquals(ONE, file.read(0, 10));
        space.resume();
        kill("space");
        assertArrayEquals(ONE, file.read(0, 10));
        assertArrayEquals(TWO, memory.read(0, 10));
        assertArrayEquals(TWO, read(volume, "/a/f"));
        assertNotEquals(served, services.process("space"));
        assertNotEquals(before, space.capability().gate().find("/").mount());
        // Both die: the file is found again by both.
        kill("files");
        kill("space");
        assertArrayEquals(ONE, file.read(0, 10));
        file.write(1, TWO);
        assertEquals(2, volume.attributes("/f").size());
    }

    @Test
    void mountsThatMakeNoSenseAreRefusedAtTheStart() throws Exception {
        for (List<String> wrong : List.of(
                List.of("space"),
                List.of("/=two"),
                List.of("space", "a=two"),
                List.of("space", "=two"),
                List.of("space", "/a/../b=two"),
                List.of("space", "/a=two", "/./a/=two"),
                List.of("space", "/a=two", "space", "/b=two"),
                List.of("space", "/a=nothing"),
                List.of("elsewhere", "/a=two"))) {
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            Grants grants = new Grants().serve("space", space).use("two", second.capability());
            Process process = atoll.spawn(program(Vfs.class, wrong), grants, Streams.to(said, said));
            assertEquals(1, process.waitFor().status().code(), wrong + ": " + said);
            String text = said.toString(StandardCharsets.UTF_8);
            assertTrue(text.contains("IllegalArgumentException: ") || text.contains("Refused: "), text);
        }
        space.patience(Duration.ZERO);
        assertThrows(PeerDied.class, () -> space.capability().gate().find("/"));
    }
}
