package atoll.tests.userland;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A command to be compared with GNU's, as a line of {@code cases.txt} has it.
 *
 * @param setup what bash does before, in both folders
 * @param flags how the outputs are compared
 * @param command words as bash reads them, and perhaps {@code < file}
 */
record Case(String setup, String flags, String command) {
    static List<Case> all() throws IOException {
        List<Case> cases = new ArrayList<>();
        StringBuilder setup = new StringBuilder();
        for (String line : lines("cases.txt")) {
            if (line.startsWith(":")) {
                setup.append(line.substring(1)).append('\n');
            } else if (line.startsWith("$")) {
                int blank = line.indexOf(' ');
                cases.add(new Case(setup.toString(), line.substring(1, blank), line.substring(blank + 1)));
                setup.setLength(0);
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                throw new IOException("no case: " + line);
            }
        }
        return cases;
    }

    static List<String> lines(String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(Case.class.getResourceAsStream(resource), resource)) {
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .toList();
        }
    }

    boolean has(char flag) {
        return flags.indexOf(flag) >= 0;
    }
}
