package atoll.tests.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import atoll.kernel.Preload;
import atoll.kernel.Process;
import atoll.library.file.Volume;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.personality.java.Streams;
import atoll.system.Atoll;
import atoll.system.service.FileService;
import atoll.system.service.Services;
import atoll.tests.Kills;
import guest.ServedLoader;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real program whose jar a file server keeps, as its class path and through a loader of its own. */
@Timeout(300)
class ServedClassPathTest {
    private static final String MAIN = "org.mozilla.javascript.tools.shell.Main";
    private static final List<String> ARGUMENTS = List.of("-e", "print([3,1,2].sort().join() + ' ' + 6 * 7)");
    private static final String SAID = "1,2,3 42\n";
    private static final Path JAR = Path.of("/data/rhino.jar");
    private static final int KILLS = 5;

    private final Atoll atoll = Atoll.boot();
    private final Services services = new Services(atoll);

    @TempDir
    Path folder;

    private Path rhino;

    @BeforeEach
    void fetch() throws Exception {
        rhino = Central.file("org.mozilla:rhino-all:1.9.1");
    }

    @AfterEach
    void end() {
        services.close();
    }

    private String run(Program program, FileService files) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Process process =
                atoll.spawn(program, new Grants().mount("/data", files.capability(), false), Streams.to(out, out));
        assertEquals(0, process.waitFor().status().code(), () -> out.toString(StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }

    /** With the driver killed again and again: a pause. */
    @Test
    void aClassPathInAFolder() throws Exception {
        Files.copy(rhino, folder.resolve("rhino.jar"));
        FileService files = FileService.folder(atoll, folder, false);
        services.add(files.service("files")).start();
        Program program = new Program("rhino", List.of(JAR), MAIN, ARGUMENTS);
        assertEquals(SAID, run(program, files));
        Kills kills = Kills.of(services, "files", KILLS, new Random(1), 200);
        do {
            assertEquals(SAID, run(program, files));
        } while (kills.isAlive());
        kills.end();
    }

    @Test
    void aLoaderOfTheProgramsOwn() throws Exception {
        FileService files = FileService.memory(atoll, 64 << 20);
        services.add(files.service("files")).start();
        new Volume(files.capability().gate()).create("rhino.jar").write(0, Files.readAllBytes(rhino));
        List<String> words = new ArrayList<>(List.of(JAR.toString(), MAIN));
        words.addAll(ARGUMENTS);
        Class<?> loader = ServedLoader.class;
        Program program = new Program("loader", List.of(Preload.place(loader)), loader.getName(), words);
        assertEquals(SAID, run(program, files));
    }
}
