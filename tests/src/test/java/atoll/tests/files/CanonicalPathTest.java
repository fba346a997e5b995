package atoll.tests.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import atoll.personality.java.Grants;
import atoll.tests.Guest;
import guest.CanonicalPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code File.getCanonicalPath} of random paths, most of them of nothing, as the plain JDK has it on the same folder. */
@Timeout(120)
class CanonicalPathTest extends FileServed {
    private static final int PATHS = 3_000;
    private static final int MOST_NAMES = 6;
    private static final String[] NAMES = {
        "a", "a", "b", "file", "missing", "gone", "in", "out", "top", "loop", "dangling", "..", "..", "..", ".", ""
    };

    @TempDir
    Path lists;

    private void furnish() throws IOException {
        Path real = folder.toRealPath();
        Files.createDirectories(real.resolve("a/b/a"));
        Files.createDirectory(real.resolve("b"));
        Files.createFile(real.resolve("file"));
        Files.createFile(real.resolve("a/file"));
        Files.createSymbolicLink(real.resolve("in"), Path.of("a/b"));
        Files.createSymbolicLink(real.resolve("a/out"), Path.of("../file"));
        Files.createSymbolicLink(real.resolve("a/b/top"), real);
        Files.createSymbolicLink(real.resolve("top"), Path.of("a/../b/.."));
        Files.createSymbolicLink(real.resolve("loop"), Path.of("loop"));
        Files.createSymbolicLink(real.resolve("a/loop"), Path.of("../loop/x"));
        Files.createSymbolicLink(real.resolve("dangling"), Path.of("missing/a"));
        Files.createSymbolicLink(real.resolve("a/dangling"), real.resolve("gone"));
    }

    private List<String> paths(Random random) throws IOException {
        String base = folder.toRealPath().toString();
        List<String> paths = new ArrayList<>(List.of(base, base + "/missing/../a", "/", "/none/../none", "/.."));
        while (paths.size() < PATHS) {
            StringBuilder path = new StringBuilder(base);
            for (int left = random.nextInt(MOST_NAMES) + 1; left > 0; left--) {
                path.append('/').append(NAMES[random.nextInt(NAMES.length)]);
            }
            paths.add(path.toString());
        }
        return paths;
    }

    private void compare(Grants grants) throws Exception {
        long seed = Long.getLong("atoll.seed", new Random().nextLong());
        System.out.println("seed " + seed);
        List<String> paths = paths(new Random(seed));
        Files.write(lists.resolve("paths"), paths);
        Guest guest =
                Guest.start(atoll, "canonical", CanonicalPaths.class, grants.read(lists, "/lists"), "/lists/paths");
        List<String> said = guest.end().lines().toList();
        for (int i = 0; i < paths.size(); i++) {
            String path = paths.get(i);
            assertEquals(CanonicalPaths.said(path), said.get(i), () -> path + ", seed " + seed);
        }
    }

    @Test
    void ofAFolderOfTheHost() throws Exception {
        furnish();
        Path real = folder.toRealPath();
        compare(new Grants().read(real, real.toString()));
    }

    @Test
    void ofAFolderThatADriverServes() throws Exception {
        furnish();
        serve(Kind.HOST);
        compare(new Grants().mount(folder.toRealPath().toString(), endpoint.capability(), false));
    }
}
