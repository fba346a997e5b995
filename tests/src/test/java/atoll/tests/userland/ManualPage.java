package atoll.tests.userland;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A page of the manual as it is in the userland's jar. */
public record ManualPage(List<String> lines) {
    public static ManualPage of(String name) throws IOException {
        try (InputStream in = atoll.userland.True.class.getResourceAsStream("/man/" + name + ".txt")) {
            assertNotNull(in, name);
            return new ManualPage(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        }
    }

    /** Their heads, in order. */
    public List<String> sections() {
        return lines.stream()
                .filter(line -> !line.isEmpty() && !line.startsWith(" "))
                .toList();
    }

    /** Its lines that are not empty, without their indent. */
    public List<String> section(String head) {
        List<String> found = new ArrayList<>();
        boolean inside = false;
        for (String line : lines) {
            if (line.isEmpty() || line.startsWith(" ")) {
                if (inside && !line.isEmpty()) {
                    found.add(line.substring(2));
                }
            } else {
                inside = line.equals(head);
            }
        }
        return found;
    }
}
