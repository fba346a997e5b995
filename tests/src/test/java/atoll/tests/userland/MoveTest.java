package atoll.tests.userland;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.personality.java.Grants;
import atoll.system.Atoll;
import atoll.system.service.FileService;
import atoll.system.service.Services;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code mv} over a target on another mount: the old one is there until the new one is there wholly. */
@Timeout(120)
class MoveTest {
    private static final int ROOM = 1 << 20;

    @TempDir
    Path folder;

    private final Tools tools = new Tools();

    private String shell(Grants grants, String command, String... arguments) throws Exception {
        Bash.Done done = tools.run(grants, command, List.of(arguments), InputStream.nullInputStream());
        return done.code() + " " + done.out() + done.err();
    }

    @Test
    void overFilesLinksAndEmptyFolders() throws Exception {
        Path one = Files.createDirectory(folder.resolve("one"));
        Path two = Files.createDirectory(folder.resolve("two"));
        Files.writeString(one.resolve("file"), "new");
        Files.writeString(two.resolve("file"), "old");
        Files.writeString(one.resolve("other"), "other");
        Files.createSymbolicLink(two.resolve("other"), Path.of("nowhere"));
        Files.writeString(Files.createDirectory(one.resolve("tree")).resolve("leaf"), "leaf");
        Files.createDirectory(two.resolve("tree"));
        Files.createDirectory(one.resolve("full"));
        Files.writeString(Files.createDirectory(two.resolve("full")).resolve("kept"), "kept");
        for (String name : List.of("file", "other", "tree")) {
            assertEquals("0 ", shell(grants(one, two), "mv", "/one/" + name, "/two/"), name);
        }
        String refused = shell(grants(one, two), "mv", "-T", "/one/full", "/two/full");
        assertTrue(refused.startsWith("1 mv: cannot move '/one/full' to '/two/full': "), refused);
        assertEquals("new", Files.readString(two.resolve("file")));
        assertTrue(Files.isRegularFile(two.resolve("other"), LinkOption.NOFOLLOW_LINKS));
        assertEquals("leaf", Files.readString(two.resolve("tree/leaf")));
        assertEquals("kept", Files.readString(two.resolve("full/kept")));
        assertEquals(List.of("full"), names(one));
        assertEquals(List.of("file", "full", "other", "tree"), names(two));
    }

    private static Grants grants(Path one, Path two) {
        return new Grants().write(one, "/one").write(two, "/two");
    }

    private static List<String> names(Path folder) throws Exception {
        try (var all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    /** The disk is full: the target is as it was, and nothing is left beside it. */
    @Test
    void whatDoesNotFitChangesNothing() throws Exception {
        Atoll atoll = Atoll.boot();
        Files.write(folder.resolve("big"), new byte[2 * ROOM]);
        Files.writeString(folder.resolve("small"), "old");
        FileService full = FileService.memory(atoll, ROOM);
        try (Services services = new Services(atoll)) {
            services.add(full.service("files"));
            services.start();
            assertEquals("0 ", shell(both(full), "cp", "/host/small", "/full/target"));
            String refused = shell(both(full), "mv", "/host/big", "/full/target");
            assertTrue(refused.startsWith("1 mv: ") && refused.contains("No space left"), refused);
            assertEquals("0 old", shell(both(full), "cat", "/full/target"));
            assertEquals("0 target\n", shell(both(full), "ls", "-A", "/full"));
        }
        assertEquals(2 * ROOM, Files.size(folder.resolve("big")));
    }

    private Grants both(FileService full) {
        return new Grants().write(folder, "/host").mount("/full", full.capability(), true);
    }
}
