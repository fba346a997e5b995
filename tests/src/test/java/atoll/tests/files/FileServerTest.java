package atoll.tests.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.Refused;
import atoll.contract.Region;
import atoll.contract.file.Attributes;
import atoll.contract.file.FileFault;
import atoll.contract.file.FileId;
import atoll.contract.file.FileKind;
import atoll.contract.file.FileTree;
import atoll.library.file.OpenFile;
import atoll.library.file.StaleFileException;
import atoll.library.file.Volume;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the contract says, of each file server. What random steps can show is in {@link FileDifferentialTest}. */
@Timeout(120)
class FileServerTest extends FileServed {
    private static final String LONG = "x".repeat(256);

    @ParameterizedTest
    @EnumSource(Kind.class)
    void onlyOneComponentIsAName(Kind kind) throws Exception {
        FileTree tree = serve(kind);
        FileId root = tree.root().id();
        tree.create(root, "f");
        for (String name : List.of("", ".", "..", "/", "a/b", "../f", "f/", "/etc/passwd", "a\0b", LONG)) {
            FileFault wanted = name.equals(LONG) ? FileFault.NAME_TOO_LONG : FileFault.INVALID;
            assertEquals(wanted, fault(() -> tree.lookup(root, name)), name);
            assertEquals(wanted, fault(() -> tree.create(root, name)), name);
            assertEquals(wanted, fault(() -> tree.makeFolder(root, name)), name);
            assertEquals(wanted, fault(() -> tree.makeLink(root, name, "f")), name);
            assertEquals(wanted, fault(() -> done(() -> tree.remove(root, name))), name);
            assertEquals(wanted, fault(() -> done(() -> tree.rename(root, "f", root, name, true))), name);
            assertEquals(wanted, fault(() -> done(() -> tree.rename(root, name, root, "g", true))), name);
        }
        assertArrayEquals(new String[] {"f"}, tree.list(root, "", 10));
    }

    private static Object done(Executable act) throws java.io.IOException {
        try {
            act.execute();
        } catch (java.io.IOException | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
        return "done";
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aCapabilityWithReadAloneChangesNothing(Kind kind) throws Exception {
        FileTree all = serve(kind);
        Attributes file = all.create(all.root().id(), "f");
        Bytes.write(all, file.id(), 0, new byte[] {1, 2, 3});
        FileTree reads = endpoint.capability().with(Set.of("read")).gate();
        FileId root = reads.root().id();
        FileId id = reads.lookup(root, "f").id();
        assertArrayEquals(new byte[] {2, 3}, Bytes.read(reads, id, 1, 10));
        assertArrayEquals(new String[] {"f"}, reads.list(root, "", 10));
        long modified = reads.attributes(id).modified();
        List<Executable> writes = List.of(
                () -> Bytes.write(reads, id, 0, new byte[] {9}),
                () -> reads.resize(id, 0),
                () -> reads.touch(id, 1),
                () -> reads.flush(id),
                () -> reads.create(root, "g"),
                () -> reads.makeFolder(root, "g"),
                () -> reads.makeLink(root, "g", "f"),
                () -> reads.remove(root, "f"),
                () -> reads.rename(root, "f", root, "g", true));
        for (Executable write : writes) {
            assertThrows(Refused.class, write);
        }
        assertArrayEquals(new String[] {"f"}, reads.list(root, "", 10));
        assertArrayEquals(new byte[] {1, 2, 3}, Bytes.read(reads, id, 0, 10));
        assertEquals(modified, reads.attributes(id).modified());
        FileTree nothing = endpoint.capability().with(Set.of()).gate();
        assertThrows(Refused.class, nothing::root);
        assertThrows(Refused.class, () -> Bytes.read(nothing, id, 0, 1));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void anIdNeverStandsForTheNextFileOfThatName(Kind kind) throws Exception {
        serve(kind);
        Volume volume = volume();
        OpenFile first = volume.create("f");
        first.write(0, new byte[] {1});
        volume.remove("f");
        assertThrows(StaleFileException.class, () -> first.read(0, 1));
        OpenFile second = volume.create("f");
        assertThrows(StaleFileException.class, () -> first.read(0, 1));
        assertThrows(StaleFileException.class, () -> first.write(0, new byte[] {7}));
        assertThrows(StaleFileException.class, () -> first.resize(5));
        assertThrows(StaleFileException.class, first::flush);
        assertThrows(StaleFileException.class, first::size);
        assertEquals(0, second.size());
        assertEquals(FileFault.STALE, fault(() -> tree().attributes(new FileId(12345, 6789))));
        // What is replaced is gone as well; what is moved stays itself.
        OpenFile third = volume.create("g");
        third.write(0, new byte[] {3});
        volume.rename("g", "f", true);
        assertThrows(StaleFileException.class, () -> second.read(0, 1));
        assertEquals(3, Bytes.read(tree(), volume.attributes("f").id(), 0, 1)[0]);
        assertEquals(3, third.read(0, 1)[0]);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void idsMoveAlongWithTheFoldersAbove(Kind kind) throws Exception {
        FileTree tree = serve(kind);
        Volume volume = volume();
        volume.makeFolder("a");
        volume.makeFolder("a/b");
        FileId file = volume.create("a/b/f").attributes().id();
        FileId folder = volume.attributes("a/b").id();
        Bytes.write(tree, file, 0, new byte[] {5});
        volume.makeFolder("c");
        volume.rename("a", "c/d", false);
        assertEquals(5, Bytes.read(tree, file, 0, 1)[0]);
        assertEquals(1, tree.attributes(file).size());
        assertEquals(file, tree.lookup(folder, "f").id());
        assertEquals(folder, volume.attributes("c/d/b").id());
        assertThrows(NoSuchFileException.class, () -> volume.attributes("a/b/f"));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aListInPagesShowsWhatStaysOnce(Kind kind) throws Exception {
        FileTree tree = serve(kind);
        FileId root = tree.root().id();
        List<String> stay = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String name = "n" + (100 + i);
            tree.create(root, name);
            stay.add(name);
        }
        List<String> seen = new ArrayList<>();
        String after = "";
        int page = 0;
        String[] names;
        do {
            names = tree.list(root, after, 7);
            seen.addAll(Arrays.asList(names));
            after = seen.getLast();
            // Removed behind and before, made behind and before.
            tree.create(root, "m" + page);
            tree.create(root, "o" + page);
            if (page % 2 == 0) {
                tree.remove(root, names[0]);
            }
            page++;
        } while (names.length == 7);
        seen.removeIf(name -> name.startsWith("o"));
        assertEquals(stay, seen);
        assertEquals(FileFault.INVALID, fault(() -> tree.list(root, "", 0)));
        assertArrayEquals(new String[0], tree.list(root, "z", Integer.MAX_VALUE));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void argumentsOutOfRangeDoNothing(Kind kind) throws Exception {
        FileTree tree = serve(kind);
        FileId root = tree.root().id();
        FileId file = tree.create(root, "f").id();
        Bytes.write(tree, file, 0, new byte[] {1, 2, 3});
        assertEquals(FileFault.INVALID, fault(() -> Bytes.read(tree, file, -1, 1)));
        assertEquals(FileFault.INVALID, fault(() -> Bytes.read(tree, file, 0, -1)));
        assertEquals(FileFault.INVALID, fault(() -> done(() -> Bytes.write(tree, file, -1, new byte[1]))));
        assertEquals(FileFault.INVALID, fault(() -> done(() -> tree.resize(file, -1))));
        assertEquals(
                FileFault.TOO_LARGE, fault(() -> done(() -> Bytes.write(tree, file, Long.MAX_VALUE, new byte[1]))));
        assertEquals(
                FileFault.TOO_LARGE,
                fault(() -> done(() -> Bytes.write(tree, file, 0, new byte[FileTree.MOST_BYTES + 1]))));
        assertEquals(FileFault.TOO_LARGE, fault(() -> done(() -> tree.resize(file, Long.MAX_VALUE))));
        assertEquals(0, Bytes.read(tree, file, 3, 10).length);
        assertEquals(0, Bytes.read(tree, file, Long.MAX_VALUE, 10).length);
        assertEquals(0, Bytes.read(tree, file, 0, 0).length);
        assertArrayEquals(new byte[] {1, 2, 3}, Bytes.read(tree, file, 0, Integer.MAX_VALUE));
        assertEquals(FileFault.IS_A_FOLDER, fault(() -> Bytes.read(tree, root, 0, 1)));
        try (Region region = Region.allocate(10)) {
            for (int at : new int[] {-1, 8, 10, 11, Integer.MAX_VALUE}) {
                assertEquals(FileFault.INVALID, fault(() -> tree.read(file, 0, region, at, 3)), "at " + at);
                assertEquals(FileFault.INVALID, fault(() -> done(() -> tree.write(file, 0, region, at, 3))));
            }
            assertEquals(FileFault.INVALID, fault(() -> tree.read(file, 0, region, 0, 11)));
            assertEquals(3, tree.read(file, 0, region, 7, 3));
            assertEquals(0x010203, region.getInt(6));
        }
        assertEquals(FileFault.NOT_A_FOLDER, fault(() -> tree.lookup(file, "f")));
        FileId link = tree.makeLink(root, "l", "f").id();
        assertEquals(FileKind.LINK, tree.attributes(link).kind());
        assertEquals(FileFault.INVALID, fault(() -> Bytes.read(tree, link, 0, 1)));
        assertEquals(FileFault.NOT_A_FOLDER, fault(() -> tree.lookup(link, "f")));
        assertEquals(FileFault.INVALID, fault(() -> tree.target(file)));
        assertEquals(3, tree.attributes(file).size());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void timesAreKept(Kind kind) throws Exception {
        FileTree tree = serve(kind);
        FileId file = tree.create(tree.root().id(), "f").id();
        long second = 1_000_000_000L;
        tree.touch(file, 1_234_567_890L * second + 123_456_000);
        assertEquals(
                1_234_567_890L * second + 123_456_000, tree.attributes(file).modified());
        Bytes.write(tree, file, 0, new byte[1]);
        assertNotEquals(1_234_567_890L, tree.attributes(file).modified() / second);
        tree.flush(file);
        tree.flush(tree.root().id());
    }

    /** Interrupts close a {@code FileChannel}, which the server has open for all. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void anInterruptedCallerDisturbsNobody(Kind kind) throws Exception {
        FileTree tree = serve(kind);
        FileId file = tree.create(tree.root().id(), "f").id();
        byte[] bytes = new byte[100_000];
        Arrays.fill(bytes, (byte) 3);
        Bytes.write(tree, file, 0, bytes);
        Thread other = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
            for (int i = 0; i < 2_000; i++) {
                Thread.currentThread().interrupt();
                check(tree, file, bytes);
                if (!Thread.interrupted()) {
                    throw new AssertionError("the interrupt is lost");
                }
            }
        });
        List<Throwable> failed = new ArrayList<>();
        other.setUncaughtExceptionHandler((thread, thrown) -> failed.add(thrown));
        other.start();
        other.interrupt();
        do {
            check(tree, file, bytes);
            Bytes.write(tree, file, 0, bytes);
        } while (other.isAlive());
        other.join();
        assertEquals(List.of(), failed);
    }

    private static void check(FileTree tree, FileId file, byte[] bytes) {
        try {
            assertTrue(Arrays.equals(bytes, Bytes.read(tree, file, 0, bytes.length)));
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aKilledServerIsFollowedByTheNext(Kind kind) throws Exception {
        serve(kind);
        Volume volume = volume();
        OpenFile file = volume.create("f");
        file.write(0, new byte[] {1, 2, 3});
        kill("files");
        if (kind == Kind.HOST) {
            // The same file, so the client sees nothing of it.
            assertArrayEquals(new byte[] {1, 2, 3}, file.read(0, 10));
            kill("files");
            file.write(3, new byte[] {4});
            assertEquals(4, file.size());
            volume.rename("f", "g", false);
            assertEquals(4, file.size());
            kill("files");
            // It lost its way: the next driver has never seen it, and its path leads to nothing.
            assertThrows(StaleFileException.class, () -> file.read(0, 10));
        } else {
            assertThrows(StaleFileException.class, () -> file.read(0, 10));
            assertEquals(List.of(), volume.list("/"));
            OpenFile other = volume.create("f");
            assertThrows(StaleFileException.class, () -> file.read(0, 10));
            assertEquals(0, other.size());
        }
        assertFalse(volume.list("/").isEmpty());
    }
}
