package atoll.tests.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.kernel.Process;
import atoll.personality.java.Grants;
import atoll.system.Atoll;
import atoll.system.service.ServedGrants;
import atoll.system.service.Services;
import atoll.tests.Deaths;
import atoll.tests.FreePort;
import atoll.tests.Guest;
import guest.MountSpace;
import guest.SocketTrials;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a program is granted of the host, by way of servers: what it may and may not, and what no server can have. */
@Timeout(180)
class ServedGrantsTest {
    private final Atoll atoll = Atoll.boot();
    private final Services services = new Services(atoll);

    @TempDir
    Path folder;

    @AfterEach
    void end() throws Exception {
        services.close();
        Deaths.awaitNone(atoll, name -> name.startsWith("test: ") || name.equals("net") || name.equals("supervisor"));
    }

    private ServedGrants serve(Grants direct) throws IOException {
        ServedGrants served = new ServedGrants(atoll, "test", direct);
        served.services().values().forEach(services::add);
        services.start();
        return served;
    }

    private String looked(Grants grants, String... commands) throws Exception {
        List<String> words = new ArrayList<>(List.of("look"));
        words.addAll(List.of(commands));
        return Guest.start(atoll, "test:", MountSpace.class, grants, words.toArray(new String[0]))
                .end();
    }

    @Test
    void aServerForEachFolderAndFileAndOneForTheNet() throws Exception {
        Path read = Files.createDirectory(folder.resolve("read"));
        Path write = Files.createDirectory(folder.resolve("write"));
        Path file = Files.writeString(folder.resolve("file"), "of the host");
        Files.writeString(read.resolve("f"), "to be read");
        ServedGrants served = serve(new Grants()
                .read(read, "/r")
                .write(write, "/w")
                .write(file, "/one")
                .listen(0));
        assertEquals(
                Set.of("test: files at /r", "test: files at /w", "test: files at /one", "test: net"),
                served.services().keySet());
        String[] calls = {
            "read /r/f",
            "write /r/f",
            "write /w/g",
            "read /w/g",
            "read /one",
            "write /one",
            "list /one",
            "read /one/f",
            "delete /one",
            "list /",
            "read /r/../one",
            "read " + file,
            "kind " + folder
        };
        String expected = """
                read /r/f = to be read
                write /r/f = AccessDeniedException: /r/f
                write /w/g = g
                read /w/g = written
                read /one = of the host
                write /one = one
                list /one = NotDirectoryException: /one
                read /one/f = FileSystemException: /one/f: Not a directory
                delete /one = FileSystemException: /one: Device or resource busy
                list / = [home, one, r, tmp, usr, w]
                read /r/../one = written
                read FILE = NoSuchFileException: FILE
                kind FOLDER = nothing false
                """.replace("FILE", file.toString()).replace("FOLDER", folder.toString());
        String first = looked(served.grants(), calls).replaceAll("\\[.*home", "[home");
        assertEquals(expected, first.replaceAll("(?m)^list / = .*$", "list / = [home, one, r, tmp, usr, w]"));
        assertEquals("written", Files.readString(file));
        Files.writeString(file, "of the host");
        for (String name : served.services().keySet()) {
            Process dead = Deaths.kill(services, name);
            Process next = Deaths.awaited(services, name);
            assertTrue(next.id() != dead.id());
        }
        assertEquals(first, looked(served.grants(), calls).replaceAll("\\[.*home", "[home"));
    }

    /** As editors write: a new file under the name of the old one. */
    @Test
    void aFileThatIsReplacedOnTheHostIsSeen() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "old");
        Grants grants = serve(new Grants().read(file, "/one")).grants();
        assertEquals("read /one = old\n", looked(grants, "read /one"));
        Files.writeString(folder.resolve("new"), "new");
        Files.move(folder.resolve("new"), file, StandardCopyOption.ATOMIC_MOVE);
        assertEquals("read /one = new\n", looked(grants, "read /one"));
        Files.delete(file);
        assertEquals("read /one = NoSuchFileException: /one\n", looked(grants, "read /one"));
    }

    @Test
    void socketsGoWhereTheyWereGrantedAndNowhereElse() throws Exception {
        int own = FreePort.next();
        int other = FreePort.next();
        Grants grants =
                serve(new Grants().listen(own).connect("localhost", own)).grants();
        Deaths.kill(services, "test: net");
        String out = Guest.start(
                        atoll,
                        "test:",
                        SocketTrials.class,
                        grants,
                        "bind:" + own,
                        "bind:" + other,
                        "connect:127.0.0.1:" + own,
                        "connect:127.0.0.1:" + other)
                .end();
        List<String> lines = out.lines().toList();
        assertTrue(!lines.get(0).contains("Exception"), out);
        assertTrue(lines.get(1).contains("may not listen on port " + other), out);
        assertTrue(lines.get(1).endsWith("--listen " + other + " on the command line"), out);
        assertEquals("connect:127.0.0.1:" + own + " -> java.net.ConnectException: Connection refused", lines.get(2));
        assertTrue(lines.get(3).endsWith("--connect 127.0.0.1:" + other + " on the command line"), out);
    }

    @Test
    void withoutGrantsThereAreNoServers() throws Exception {
        ServedGrants served =
                new ServedGrants(atoll, "test", new Grants().listenLocal(0).connectLocal(0));
        assertEquals(Set.of(), served.services().keySet());
        assertEquals("kind " + folder + " = nothing false\n", looked(served.grants(), "kind " + folder));
    }

    private String refused(Grants grants) {
        return assertThrows(IllegalArgumentException.class, () -> new ServedGrants(atoll, "test", grants))
                .getMessage();
    }

    @Test
    void whatNoServerCanHave() throws Exception {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        assertEquals(
                "/dev/zero is neither a file nor a folder: no file server can have it",
                refused(new Grants().read(Path.of("/dev/zero"), "/zero")));
        String lies = "what is granted at /a/inner lies in what a server has at /a, and nothing can be mounted there";
        assertEquals(lies, refused(new Grants().read(folder, "/a").write(inner, "/a/inner")));
        assertEquals(lies, refused(new Grants().write(folder, "/a").read(inner, "/a/inner")));
        assertEquals(lies, refused(new Grants().read(inner, "/a/inner").read(inner, "/a")));
        assertTrue(refused(new Grants().connect("a,connect:b", 1)).contains("is no name"));
        assertThrows(
                IOException.class, () -> new ServedGrants(atoll, "test", new Grants().read(inner.resolve("x"), "/x")));
    }

    /** A grant that another one says as well is no other grant. */
    @Test
    void whatIsGrantedTwiceIsServedOnce() throws Exception {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        Grants twice = new Grants().read(inner, "/a/inner").read(folder, "/a");
        assertEquals(
                Set.of("test: files at /a"),
                new ServedGrants(atoll, "test", twice).services().keySet());
    }

    @Test
    void theJdkIsInNoServedTree() throws Exception {
        Path home = Path.of(System.getProperty("java.home")).toRealPath();
        Path above = home.getParent();
        ServedGrants served = new ServedGrants(atoll, "test", new Grants().read(above, above.toString()));
        FileSystemException refused =
                assertThrows(FileSystemException.class, () -> looked(served.grants(), "kind " + above));
        assertEquals("a served tree neither holds a mount nor lies in a file or another one", refused.getReason());
    }
}
