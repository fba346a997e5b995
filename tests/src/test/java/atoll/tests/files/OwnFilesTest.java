package atoll.tests.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.file.FileFault;
import atoll.contract.file.FileTree;
import atoll.kernel.Preload;
import atoll.library.file.OpenFile;
import atoll.library.file.StaleFileException;
import atoll.library.file.Volume;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.system.service.Service;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The example of a file system of one's own: under fifty lines, a server as any other. */
@Timeout(120)
class OwnFilesTest extends FileServed {
    private static final Path EXAMPLE = Path.of("..", "examples", "files");
    private static final int MOST = 50;

    @Test
    void aFileSystemOfOnesOwnInUnderFiftyLines() throws Exception {
        Path source = EXAMPLE.resolve("PropertyFiles.java");
        int lines = Files.readAllLines(source).size();
        assertTrue(lines < MOST, lines + " lines");
        assertTrue(Files.readString(EXAMPLE.resolve("README.md")).contains("in " + lines + " lines"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assertNotNull(compiler);
        String contracts = Preload.place(FileTree.class).toString();
        assertEquals(0, compiler.run(null, null, null, "-cp", contracts, "-d", folder.toString(), source.toString()));
        Program program = new Program("server of properties", List.of(folder), "PropertyFiles", List.of());
        services.add(new Service(
                        "files",
                        program,
                        new Grants().property("colour", "green").serve("files", endpoint)))
                .start();

        Volume volume = volume();
        OpenFile colour = volume.open("colour");
        assertEquals("green", new String(colour.read(0, 100), StandardCharsets.UTF_8));
        assertEquals("een", new String(colour.read(2, 100), StandardCharsets.UTF_8));
        assertTrue(volume.list("/").containsAll(List.of("colour", "java.home")));
        assertThrows(NoSuchFileException.class, () -> volume.open("taste"));
        assertEquals(FileFault.READ_ONLY, fault(() -> volume.create("taste")));
        assertEquals(FileFault.NOT_A_FOLDER, fault(() -> volume.open("colour/red")));
        kill("files");
        assertThrows(StaleFileException.class, () -> colour.read(0, 100));
        assertEquals(5, volume.open("colour").size());
    }
}
