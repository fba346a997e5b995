package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The example of a contract, a server and a client does what its README says, in as few lines as it says. */
@Timeout(180)
class GreeterTest {
    private static final Path FOLDER = Path.of("..", "examples", "greeter");
    private static final String PROMPT = "$ ";
    private static final int MOST = 50;

    @Test
    void theCommandsOfTheReadmePrintWhatItShows(@TempDir Path out) throws Exception {
        StringBuilder script = new StringBuilder("set -e\n");
        List<String> shown = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(FOLDER.resolve("README.md"))) {
            if (line.startsWith("```")) {
                inside = line.equals("```console");
            } else if (inside && line.startsWith(PROMPT)) {
                script.append(line.substring(PROMPT.length())).append('\n');
            } else if (inside) {
                shown.add(line);
            }
        }
        assertFalse(shown.isEmpty());
        // Its own folder for what is built, so that nothing is there from another time.
        String built = script.toString().replace("out=../../target/greeter", "out=" + out);
        assertTrue(built.contains(out.toString()), built);
        assertEquals(shown, run(built));
    }

    /** The lines that the script wrote. */
    private static List<String> run(String script) throws IOException, InterruptedException {
        ProcessBuilder bash = new ProcessBuilder("bash", "-c", script)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true);
        Path tools = Path.of(System.getProperty("java.home"), "bin");
        bash.environment().merge("PATH", tools.toString(), (was, own) -> own + File.pathSeparator + was);
        Process process = bash.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output.lines().toList();
    }

    @Test
    void contractServerAndClientAreUnderFiftyLines() throws IOException {
        int lines = 0;
        for (String file : List.of("Greeter.java", "GreeterServer.java", "GreeterClient.java")) {
            lines += Files.readAllLines(FOLDER.resolve(file)).size();
        }
        assertTrue(lines < MOST, lines + " lines");
        assertTrue(Files.readString(FOLDER.resolve("README.md")).contains("client are " + lines + " lines"));
    }
}
