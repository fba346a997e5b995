package atoll.tests.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/running.md, one after the other: what comes out is what is shown there, numbers and times aside. */
@Timeout(300)
class RunningDocsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String PROMPT = "$ ";
    private static final String TOML = "```toml\n";

    @TempDir
    Path folder;

    @Test
    void runningDoesWhatIsShown() throws Exception {
        String page = Files.readString(ROOT.resolve("docs/running.md"));
        String definition = Files.readString(ROOT.resolve("docs/running.toml"));
        int start = page.indexOf(TOML) + TOML.length();
        assertEquals(definition, page.substring(start, page.indexOf("```", start)));
        Files.writeString(folder.resolve("running.toml"), definition);
        assertTrue(replay(page) >= 10);
    }

    @Test
    void theSessionIsAsShown() throws Exception {
        assertTrue(replay(Files.readString(ROOT.resolve("docs/session.md"))) >= 10);
    }

    /** Runs what stands after prompts; returns how many commands these were. */
    private int replay(String page) throws Exception {
        boolean inside = false;
        String command = "";
        List<String> shown = new ArrayList<>();
        int commands = 0;
        try {
            for (String line : page.lines().toList()) {
                boolean prompt = inside && line.startsWith(PROMPT);
                if ((prompt || line.startsWith("```")) && !command.isEmpty()) {
                    check(command, shown);
                    commands++;
                    command = "";
                    shown.clear();
                }
                if (line.startsWith("```")) {
                    inside = line.equals("```console");
                } else if (prompt) {
                    command = line.substring(PROMPT.length());
                } else if (inside) {
                    shown.add(line);
                }
            }
        } finally {
            bash("atoll down --now 2>/dev/null");
        }
        return commands;
    }

    private void check(String command, List<String> shown) throws Exception {
        List<String> wanted = shown.stream().map(RunningDocsTest::plain).toList();
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (true) {
            String said = bash(command);
            List<String> got = said.lines().map(RunningDocsTest::plain).toList();
            if (got.equals(wanted)) {
                return;
            }
            // What is looked at may not have happened yet.
            boolean looks = command.startsWith("atoll status") || command.startsWith("atoll logs");
            if (!looks || System.nanoTime() - deadline > 0) {
                assertEquals(String.join("\n", shown), said, command);
                throw new AssertionError(command);
            }
        }
    }

    /** Numbers, and spaces between columns, differ from time to time. */
    private String plainPath(String text) {
        return text.replace(folder.resolve("home") + "/", "").replace(folder.toString() + "/", "");
    }

    private static String plain(String line) {
        return line.replaceAll("[0-9]+[hm][0-9]+[ms]|[0-9]+(?:[:.][0-9]+)*", "N")
                .replaceAll(" +", " ");
    }

    private String bash(String command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile());
        builder.environment().put("HOME", System.getProperty("user.home"));
        builder.environment().put("ATOLL_RUN", folder.resolve("run").toString());
        builder.environment().put("ATOLL_HOME", folder.resolve("home").toString());
        builder.environment().merge("PATH", ROOT.toString(), (was, root) -> root + ":" + was);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return plainPath(said);
    }
}
