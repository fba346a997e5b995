package atoll.tests.services;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.Refused;
import atoll.contract.Region;
import atoll.contract.file.Attributes;
import atoll.contract.file.FileFault;
import atoll.contract.file.FileId;
import atoll.contract.file.FileKind;
import atoll.contract.file.FileSpace;
import atoll.contract.file.FileTree;
import atoll.kernel.Endpoint;
import atoll.library.file.OpenFile;
import atoll.library.file.StaleFileException;
import atoll.library.file.Volume;
import atoll.personality.java.Grants;
import atoll.server.proc.ProcServer;
import atoll.server.vfs.Vfs;
import atoll.system.service.ProcService;
import atoll.system.service.Service;
import atoll.tests.Guest;
import guest.Watched;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

/** The process table as files: what they say, ids that never mean another process, what cannot be asked. */
@Timeout(180)
class ProcTest extends Served {
    private static final List<String> PAGES =
            List.of("cpu", "grants", "memory", "name", "starts", "state", "status", "threads");

    private final ProcService proc = new ProcService(atoll, services, PATIENCE);
    private final FileTree tree = proc.tree().gate();
    private final Volume volume = new Volume(tree);

    private void serve() throws IOException {
        services.add(proc.service("proc"));
        services.start();
    }

    private Guest watched(Grants grants) throws Exception {
        Guest guest = guest(Watched.class, grants);
        guest.awaitOut("up");
        return guest;
    }

    private String text(String path) throws IOException {
        return new String(volume.open(path).read(0, 100_000), StandardCharsets.UTF_8);
    }

    private static FileFault fault(Executable act) {
        return FileFault.in(assertThrows(IOException.class, act));
    }

    @Test
    void aFolderForEachProcess() throws Exception {
        serve();
        Guest guest = watched(new Grants()
                .write(folder, "/output")
                .environment("KEY", "a secret")
                .connect("example.org", 443)
                .use("table", proc.processes())
                .threads(7));
        String home = "/" + guest.process.id() + "/";
        assertEquals(PAGES, volume.list(home));
        assertEquals("guest Watched\n", text(home + "name"));
        assertEquals("RUNNING\n", text(home + "state"));
        assertEquals("0\n", text(home + "starts"));
        List<String> status = text(home + "status").lines().toList();
        assertEquals("pid: " + guest.process.id(), status.getFirst());
        assertTrue(status.contains("name: guest Watched"), status.toString());
        assertTrue(status.contains("threads: 2"), status.toString());
        assertEquals("starts: 0", status.getLast());
        List<String> threads = text(home + "threads").lines().sorted().toList();
        assertEquals(2, threads.size(), threads.toString());
        assertEquals("main", threads.getFirst());
        assertTrue(threads.getLast().startsWith("one?starts: 99x"), threads.getLast());
        assertEquals(200, threads.getLast().length());
        assertTrue(
                text(home + "memory").matches("allocated: [1-9]\\d*\nregions: 0\ncopied: 0\n"), text(home + "memory"));
        assertTrue(text(home + "cpu").matches("[1-9]\\d* ns\n"), text(home + "cpu"));
        List<String> grants = text(home + "grants").lines().toList();
        assertTrue(
                grants.containsAll(List.of(
                        "write /output",
                        "environment KEY",
                        "connect example.org:443",
                        "threads 7",
                        "use table: process table")),
                grants.toString());
        assertFalse(grants.toString().contains("secret") || grants.toString().contains(folder.toString()));
        Attributes name = volume.attributes(home + "name");
        assertEquals(FileKind.FILE, name.kind());
        assertEquals("guest Watched\n".length(), name.size());
        assertEquals(FileKind.FOLDER, volume.attributes(home).kind());
        assertTrue(volume.list("/").contains(Integer.toString(process("proc").id())));
    }

    @Test
    void whatIsDeadIsGoneAndItsIdsMeanNothingElse() throws Exception {
        serve();
        Guest guest = watched(new Grants());
        String home = "/" + guest.process.id();
        FileId folder = volume.attributes(home).id();
        FileId page = volume.attributes(home + "/name").id();
        OpenFile open = volume.open(home + "/status");
        assertTrue(open.read(0, 10).length > 0);
        guest.process.kill();
        guest.process.waitFor();
        watched(new Grants());
        assertEquals(FileFault.STALE, fault(() -> tree.attributes(folder)));
        assertEquals(FileFault.STALE, fault(() -> tree.list(folder, "", 10)));
        assertEquals(FileFault.STALE, fault(() -> tree.lookup(folder, "name")));
        assertEquals(FileFault.STALE, fault(() -> tree.attributes(page)));
        assertThrows(StaleFileException.class, () -> open.read(0, 10));
        assertThrows(NoSuchFileException.class, () -> volume.attributes(home));
        assertFalse(volume.list("/").contains(home.substring(1)));
    }

    @Test
    void idsLiveOnWhenTheServerDies() throws Exception {
        serve();
        Guest guest = watched(new Grants());
        String home = "/" + guest.process.id();
        FileId page = volume.attributes(home + "/name").id();
        OpenFile open = volume.open(home + "/name");
        String own = "/" + process("proc").id() + "/starts";
        assertEquals("1\n", text(own));
        kill("proc");
        assertArrayEquals("guest Watched\n".getBytes(StandardCharsets.UTF_8), open.read(0, 100));
        assertEquals(page, volume.attributes(home + "/name").id());
        assertEquals(page, tree.attributes(page).id());
        assertThrows(NoSuchFileException.class, () -> volume.attributes(own));
        assertEquals("2\n", text("/" + process("proc").id() + "/starts"));
    }

    @Test
    void foldersAreListedInPages() throws Exception {
        serve();
        FileId root = tree.root().id();
        Guest guest = watched(new Grants());
        FileId folder = volume.attributes("/" + guest.process.id()).id();
        List<String> found = new ArrayList<>();
        String[] page = tree.list(folder, "", 3);
        while (page.length > 0) {
            found.addAll(Arrays.asList(page));
            page = tree.list(folder, found.getLast(), 3);
        }
        assertEquals(PAGES, found);
        String[] all = tree.list(root, "", Integer.MAX_VALUE);
        String[] sorted = all.clone();
        Arrays.sort(sorted);
        assertArrayEquals(sorted, all);
        assertEquals(1, tree.list(root, "", 1).length);
        assertArrayEquals(new String[0], tree.list(root, "~", 10));
    }

    @Test
    void badInputIsRefused() throws Exception {
        serve();
        Guest guest = watched(new Grants());
        FileId root = tree.root().id();
        String name = Integer.toString(guest.process.id());
        FileId page = volume.attributes("/" + name + "/name").id();
        for (String other :
                List.of("0", "-1", "0" + name, "+" + name, name + " ", "99999999999", "self", "2147483647")) {
            assertEquals(FileFault.NOT_FOUND, fault(() -> tree.lookup(root, other)), other);
        }
        for (String other : List.of("", ".", "..", name + "/name", "a\0b")) {
            assertEquals(FileFault.INVALID, fault(() -> tree.lookup(root, other)), other);
        }
        FileId folder = volume.attributes("/" + name).id();
        assertEquals(FileFault.NOT_FOUND, fault(() -> tree.lookup(folder, name)));
        assertEquals(FileFault.NOT_A_FOLDER, fault(() -> tree.lookup(page, "name")));
        assertEquals(FileFault.NOT_A_FOLDER, fault(() -> tree.list(page, "", 1)));
        long table = root.generation();
        for (long number : new long[] {-1, -64, Long.MIN_VALUE, Long.MAX_VALUE, folder.number() + 60, 1, 63}) {
            assertEquals(FileFault.STALE, fault(() -> tree.attributes(new FileId(number, table))), "" + number);
        }
        assertEquals(FileFault.STALE, fault(() -> tree.attributes(new FileId(0, table + 1))));
        assertEquals(FileFault.INVALID, fault(() -> tree.attributes(null)));
        assertEquals(FileFault.INVALID, fault(() -> tree.list(root, "", 0)));
        assertEquals(FileFault.INVALID, fault(() -> tree.list(root, null, 1)));
        assertEquals(FileFault.INVALID, fault(() -> tree.target(page)));
        try (Region region = Region.allocate(10)) {
            assertEquals(FileFault.INVALID, fault(() -> tree.read(page, -1, region, 0, 1)));
            assertEquals(FileFault.INVALID, fault(() -> tree.read(page, 0, region, 5, 6)));
            assertEquals(FileFault.INVALID, fault(() -> tree.read(page, 0, region, 0, -1)));
            assertEquals(FileFault.IS_A_FOLDER, fault(() -> tree.read(root, 0, region, 0, 1)));
            assertEquals(0, tree.read(page, Long.MAX_VALUE, region, 0, 10));
            assertEquals(0, tree.read(page, 14, region, 0, 10));
            assertEquals(1, tree.read(page, 13, region, 0, 10));
            assertEquals('\n', region.get(0));
        }
    }

    /** Neither with the capability that is given out, nor with one for everything. */
    @Test
    void nothingIsChangedByWriting() throws Exception {
        services.add(new Service(
                "own",
                program(ProcServer.class),
                new Grants().use("processes", proc.processes()).serve("proc", files)));
        serve();
        FileTree all = files.capability().gate();
        for (FileTree some : List.of(tree, all)) {
            FileId root = some.root().id();
            String first = some.list(root, "", 1)[0];
            FileId id = some.lookup(
                            some.lookup(root, Integer.toString(process("proc").id()))
                                    .id(),
                            "name")
                    .id();
            try (Region region = Region.allocate(10)) {
                List<Executable> writes = List.of(
                        () -> some.write(id, 0, region, 0, 1),
                        () -> some.resize(id, 0),
                        () -> some.touch(id, 1),
                        () -> some.flush(id),
                        () -> some.create(root, "g"),
                        () -> some.makeFolder(root, "g"),
                        () -> some.makeLink(root, "g", "f"),
                        () -> some.remove(root, first),
                        () -> some.rename(root, first, root, "g", true));
                for (Executable write : writes) {
                    if (some == tree) {
                        Refused refused = assertThrows(Refused.class, write);
                        assertTrue(refused.getMessage().contains("with(\"write\") grants it"), refused.getMessage());
                    } else {
                        assertEquals(FileFault.READ_ONLY, fault(write));
                    }
                }
            }
        }
        assertThrows(Refused.class, () -> proc.tree().with(Set.of()).gate().root());
    }

    @Test
    void itIsMountedBesideOtherTrees() throws Exception {
        Endpoint<FileSpace> space = atoll.endpoint("space", FileSpace.class).patience(PATIENCE);
        Files.writeString(folder.resolve("note"), "of the host");
        addHostFolder();
        services.add(new Service(
                "space",
                program(Vfs.class, "space", "/=files", "/proc=proc"),
                new Grants()
                        .use("files", files.capability())
                        .use("proc", proc.tree())
                        .serve("space", space)));
        serve();
        Volume both = new Volume(space.capability().gate());
        assertEquals(List.of("note", "proc"), both.list("/"));
        String name = "/proc/" + process("files").id() + "/name";
        assertEquals("server HostFolderDriver\n", new String(both.open(name).read(0, 100), StandardCharsets.UTF_8));
        kill("proc");
        kill("space");
        assertEquals("server HostFolderDriver\n", new String(both.open(name).read(0, 100), StandardCharsets.UTF_8));
        assertThrows(NoSuchFileException.class, () -> both.open("/proc/../note/x"));
    }
}
