package atoll.system.definition;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The definitions that the tests read. */
final class Written {
    static final Path DOCS = Path.of("../docs");

    /** A definition that is wrong, who refuses it beside the reader, and what is said of it. */
    record Bad(String title, String refusedBy, String text, List<String> lines) {
        @Override
        public String toString() {
            return title;
        }
    }

    private Written() {}

    static List<Bad> bad() throws IOException {
        List<Bad> all = new ArrayList<>();
        for (String each : resource("bad.txt").split("(?m)^=== ")) {
            if (all.isEmpty() && each.startsWith("#")) {
                continue;
            }
            int line = each.indexOf('\n');
            int end = each.indexOf("\n---\n");
            String[] title = each.substring(0, line).split(" \\| ");
            all.add(new Bad(
                    title[0],
                    title[1],
                    each.substring(line + 1, end + 1),
                    each.substring(end + "\n---\n".length()).lines().toList()));
        }
        return all;
    }

    /** Definitions that are right. */
    static List<String> good() throws IOException {
        return List.of(example(), resource("full.toml"), resource("small.toml"));
    }

    /** That of the docs. */
    static String example() throws IOException {
        return Files.readString(DOCS.resolve("definition.toml"));
    }

    static String resource(String name) throws IOException {
        try (var in = Objects.requireNonNull(Written.class.getResourceAsStream("/definition/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
