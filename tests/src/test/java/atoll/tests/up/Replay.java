package atoll.tests.up;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs what stands after the prompts of a page, in a folder, and compares what comes out with what is shown there. */
final class Replay {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String PROMPT = "$ ";
    private static final long SECONDS = 60;

    private final Path folder;

    Replay(Path folder) {
        this.folder = folder;
    }

    /** Ends what runs there at last. Returns how many commands these were. */
    int run(String page) throws Exception {
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
        List<String> wanted = shown.stream().map(line -> plain(command, line)).toList();
        // What is looked at may not have happened yet.
        boolean looks = command.matches("(\\./)?atoll (status|logs)\\b.*");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (true) {
            String said = bash(command);
            if (said.lines().map(line -> plain(command, line)).toList().equals(wanted)) {
                return;
            }
            if (!looks || System.nanoTime() - deadline > 0) {
                assertEquals(String.join("\n", shown), said, command);
                throw new AssertionError(command);
            }
        }
    }

    /** Numbers, and spaces between columns, differ from time to time in what is said of processes; not what these answer, but for how long they took. */
    private static String plain(String command, String line) {
        if (command.startsWith("curl ")) {
            return line;
        }
        if (command.matches("(\\./)?atoll (up|status|ps|logs|memory|metrics)\\b.*")) {
            return line.replaceAll("[0-9]+[hm][0-9]+[ms]|[0-9]+(?:[:.][0-9]+)*(?:[KMG]\\b)?", "N")
                    .replaceAll(" +", " ");
        }
        return line.replaceAll("[0-9]+ ms\\)", "N ms)");
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
        return said.replace(folder.resolve("home") + "/", "").replace(folder.toString() + "/", "");
    }
}
