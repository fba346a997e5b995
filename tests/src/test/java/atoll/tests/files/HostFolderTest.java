package atoll.tests.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.file.Attributes;
import atoll.contract.file.FileFault;
import atoll.contract.file.FileId;
import atoll.contract.file.FileKind;
import atoll.contract.file.FileTree;
import atoll.kernel.Preload;
import atoll.kernel.Process;
import atoll.library.file.OpenFile;
import atoll.library.file.StaleFileException;
import atoll.library.file.Volume;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.personality.java.Streams;
import atoll.server.hostfolder.HostFolderDriver;
import atoll.system.service.Service;
import atoll.tests.Wait;
import guest.FolderSwaps;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The driver of a host folder: it stays in its folder, and sees what others do there. */
@Timeout(120)
class HostFolderTest extends FileServed {
    private static final byte[] SECRET = "secret".getBytes(StandardCharsets.UTF_8);
    private static final byte[] INSIDE = "inside".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path outside;

    @Test
    void noLinkLeadsOutOfTheFolder() throws Exception {
        Files.write(outside.resolve("f"), SECRET);
        Path in = Files.createDirectory(folder.resolve("in"));
        List<String> targets = List.of(
                outside.toString(),
                outside.resolve("f").toString(),
                in.relativize(outside).toString(),
                "../../../../../../../../../../etc/passwd",
                "/other",
                "/other/f");
        for (int i = 0; i < targets.size(); i++) {
            Files.createSymbolicLink(in.resolve("l" + i), Path.of(targets.get(i)));
        }
        // The driver itself could go to /other; those who use its tree may not.
        FileTree tree = serve(Kind.HOST, Kind.HOST.grants(folder).write(outside, "/other"));
        Volume volume = volume();
        FileId parent = volume.attributes("in").id();
        for (int i = 0; i < targets.size(); i++) {
            String name = "l" + i;
            FileId link = tree.lookup(parent, name).id();
            assertEquals(targets.get(i), tree.target(link));
            assertEquals(FileFault.INVALID, fault(() -> Bytes.read(tree, link, 0, 100)));
            assertEquals(FileFault.NOT_A_FOLDER, fault(() -> tree.lookup(link, "f")));
            assertEquals(FileFault.NOT_A_FOLDER, fault(() -> tree.create(link, "new")));
            assertEquals(FileFault.NOT_A_FOLDER, fault(() -> tree.list(link, "", 10)));
            assertEquals(FileFault.EXISTS, fault(() -> tree.create(parent, name)));
            assertThrows(FileSystemException.class, () -> volume.open("in/" + name));
            assertThrows(FileSystemException.class, () -> volume.open("in/" + name + "/f"));
            tree.touch(link, 0);
            tree.remove(parent, name);
        }
        assertArrayEquals(SECRET, Files.readAllBytes(outside.resolve("f")));
        assertEquals(List.of("in"), volume.list("/"));
        assertEquals(List.of(), volume.list("../../in/../in"));
    }

    /** A folder on the way becomes a link and a folder again, as fast as a process with the same folder can. */
    @Test
    void aFolderThatTurnsIntoALinkLeadsNowhere() throws Exception {
        Files.write(outside.resolve("f"), SECRET);
        Path real = Files.createDirectory(folder.resolve("d"));
        Files.write(real.resolve("f"), INSIDE);
        Files.createSymbolicLink(folder.resolve("link"), outside);
        Files.createSymbolicLink(folder.resolve("link2"), folder.relativize(outside));
        serve(Kind.HOST);
        Volume volume = volume();
        Program program = new Program(
                "server of swaps",
                List.of(Preload.place(FolderSwaps.class)),
                FolderSwaps.class.getName(),
                List.of("/mine", "link", "link2"));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Process swaps = atoll.spawn(program, new Grants().write(folder, "/mine"), Streams.to(said, said));
        int good = 0;
        try {
            Wait.until(() -> said.size() > 0 || swaps.death().isDone(), () -> "nothing is swapped");
            for (int i = 0; i < 10_000 || good == 0; i++) {
                try {
                    byte[] read = volume.open("d/f").read(0, 100);
                    assertArrayEquals(INSIDE, read);
                    good++;
                } catch (FileSystemException e) {
                    // It was not there just now.
                }
            }
        } finally {
            swaps.kill();
            swaps.waitFor();
        }
        assertEquals("swapping\n", said.toString(StandardCharsets.UTF_8));
        assertArrayEquals(SECRET, Files.readAllBytes(outside.resolve("f")));
        try (var left = Files.list(outside)) {
            assertEquals(1, left.count());
        }
    }

    @Test
    void whatOthersDoInTheFolderIsSeen() throws Exception {
        FileTree tree = serve(Kind.HOST);
        Volume volume = volume();
        Files.writeString(folder.resolve("f"), "one");
        OpenFile file = volume.open("f");
        assertEquals(3, file.read(0, 100).length);
        Files.writeString(folder.resolve("f"), "longer");
        assertEquals(6, file.read(0, 100).length);
        // As an editor saves: another file under the name.
        Files.writeString(folder.resolve("new"), "other");
        Files.move(folder.resolve("new"), folder.resolve("f"), StandardCopyOption.ATOMIC_MOVE);
        assertThrows(StaleFileException.class, file::size);
        assertEquals("other", new String(volume.open("f").read(0, 100), StandardCharsets.UTF_8));
        Attributes made = tree.create(tree.root().id(), "made");
        Bytes.write(tree, made.id(), 0, INSIDE);
        assertArrayEquals(INSIDE, Files.readAllBytes(folder.resolve("made")));
        // Its folder is another one now, in which there is a file of the same name.
        volume.makeFolder("d");
        FileId d = volume.attributes("d").id();
        volume.create("d/f");
        Files.move(folder.resolve("d"), folder.resolve("e"));
        Files.createDirectory(folder.resolve("d"));
        Files.writeString(folder.resolve("d/f"), "in another folder");
        assertEquals(FileFault.STALE, fault(() -> tree.lookup(d, "f")));
        assertEquals(FileFault.STALE, fault(() -> tree.create(d, "g")));
        assertEquals(List.of("f"), volume.list("d"));
    }

    /** To open a pipe is to wait for its other end. */
    @Test
    void aPipeIsSeenAndNotOpened() throws Exception {
        assertEquals(
                0,
                new ProcessBuilder("mkfifo", folder.resolve("p").toString())
                        .start()
                        .waitFor());
        FileTree tree = serve(Kind.HOST);
        Attributes pipe = tree.lookup(tree.root().id(), "p");
        assertEquals(FileKind.OTHER, pipe.kind());
        assertEquals(FileFault.INVALID, fault(() -> Bytes.read(tree, pipe.id(), 0, 1)));
        tree.remove(tree.root().id(), "p");
    }

    @Test
    void servedForReadingAlone() throws Exception {
        Files.write(folder.resolve("f"), INSIDE);
        services.add(new Service(
                        "files",
                        program(HostFolderDriver.class, List.of("/tree", "ro")),
                        new Grants().read(folder, "/tree").serve("files", endpoint)))
                .start();
        FileTree tree = tree();
        FileId root = tree.root().id();
        FileId file = tree.lookup(root, "f").id();
        assertArrayEquals(INSIDE, Bytes.read(tree, file, 0, 100));
        assertEquals(FileFault.READ_ONLY, fault(() -> tree.create(root, "g")));
        assertEquals(FileFault.READ_ONLY, fault(() -> {
            Bytes.write(tree, file, 0, SECRET);
            return "done";
        }));
        assertEquals(FileFault.READ_ONLY, fault(() -> {
            tree.remove(root, "f");
            return "done";
        }));
        assertArrayEquals(INSIDE, Files.readAllBytes(folder.resolve("f")));
        assertTrue(Files.exists(Preload.place(HostFolderDriver.class)));
    }
}
