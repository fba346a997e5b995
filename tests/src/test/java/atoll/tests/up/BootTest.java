package atoll.tests.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happens between {@code atoll up} and the first process. */
@Timeout(120)
class BootTest {
    @TempDir
    Path folder;

    /** It runs on whatever thread loads a class of the JDK, with whatever locks that holds; and `up` reads the definition on another one. */
    @Test
    void theTransformerHasAllItsClassesBeforeItIsThere() throws Exception {
        List<String> loaded = loaded();
        // The constructor of Boundary asks for it.
        int begins = loaded.indexOf("java.atoll.Hook");
        assertTrue(begins >= 0);
        assertTrue(loaded.subList(0, begins).contains("atoll.linker.InitWeave"));
        // Lambdas are linked by the boot alone: what runs on other threads has none (InitWeave).
        List<String> later = loaded.subList(begins, loaded.size()).stream()
                .filter(name -> name.startsWith("atoll.linker.") && !name.contains("$$Lambda"))
                .toList();
        assertEquals(List.of(), later);
    }

    /** By a system until it is ready, in order. */
    private List<String> loaded() throws Exception {
        Path log = folder.resolve("loaded");
        ProcessBuilder builder = new ProcessBuilder(Up.atTerminal(folder, "dumb", "up", "--no-shell"))
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + log + ":none");
        Process jvm = builder.start();
        try (BufferedReader out = jvm.inputReader()) {
            for (String line = out.readLine(); line != null && !line.contains(" is ready"); line = out.readLine()) {}
        } finally {
            jvm.destroyForcibly().waitFor();
        }
        return Files.readAllLines(log).stream()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
    }
}
