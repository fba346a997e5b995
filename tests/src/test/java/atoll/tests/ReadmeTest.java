package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.kernel.DeathNotice;
import atoll.kernel.ExitStatus;
import atoll.kernel.Preload;
import guest.Hello;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every example of the README is run. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String PROMPT = "$ ";

    /** A command of the README, and the lines that it says come out. */
    private record Example(String command, List<String> output) {}

    @Test
    void embeddingExampleIsTheCodeThatRuns(@TempDir Path input) throws Exception {
        String source = Files.readString(Path.of("src/test/java/atoll/tests/EmbeddingExample.java"));
        String shown = source.substring(
                        source.indexOf("// README: begin\n") + "// README: begin\n".length(),
                        source.indexOf("\n    // README: end"))
                .stripIndent();
        assertTrue(readme().contains("```java\n" + shown + "\n```"), "README shows another example than\n" + shown);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DeathNotice notice = EmbeddingExample.runPlugin(Preload.place(Hello.class), input, out);
        assertEquals(ExitStatus.exited(0), notice.status());
        assertEquals("hello 1 from a plug-in\n", out.toString(StandardCharsets.UTF_8));
    }

    @TestFactory
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    Stream<DynamicTest> commandsDoWhatTheReadmeSays() throws IOException {
        List<Example> examples = examples();
        assertFalse(examples.isEmpty());
        return examples.stream().map(e -> DynamicTest.dynamicTest(e.command, () -> run(e)));
    }

    private static void run(Example example) throws Exception {
        Process process = new ProcessBuilder("bash", "-c", example.command)
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        for (String line : example.output) {
            assertTrue(output.contains(line), "no line \"" + line + "\" in\n" + output);
        }
    }

    /** Blocks marked {@code console}: a prompt before each command, the lines after it are its output. */
    private static List<Example> examples() throws IOException {
        List<Example> examples = new java.util.ArrayList<>();
        boolean inside = false;
        for (String line : readme().lines().toList()) {
            if (line.startsWith("```")) {
                inside = line.equals("```console");
            } else if (inside && line.startsWith(PROMPT)) {
                examples.add(new Example(line.substring(PROMPT.length()), new java.util.ArrayList<>()));
            } else if (inside && !line.isBlank()) {
                examples.getLast().output.add(line);
            }
        }
        // The tests themselves are not run from within.
        examples.removeIf(e -> e.command.startsWith("./atoll test") || e.command.startsWith("./atoll bench"));
        return examples;
    }

    private static String readme() throws IOException {
        return Files.readString(ROOT.resolve("README.md"));
    }
}
