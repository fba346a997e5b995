package atoll.system.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the docs say of definitions is what the reader goes by. With {@code -Datoll.docs=write} they are made anew. */
class DefinitionDocsTest {
    private static final String EXAMPLE = "```toml\n";
    private static final String KEYS = "<!-- From here on made by atoll.system.definition.Reference -->\n\n";

    private static void isUpToDate(Path file, String text) throws IOException {
        if ("write".equals(System.getProperty("atoll.docs"))) {
            Files.writeString(file, text);
        }
        assertEquals(
                text,
                Files.readString(file),
                file + " is out of date: ./atoll test -Dtest=DefinitionDocsTest -Datoll.docs=write");
    }

    @Test
    void theSchemaIsUpToDate() throws IOException {
        isUpToDate(Written.DOCS.resolve("definition.schema.json"), Reference.schema());
    }

    @Test
    void thePageIsUpToDate() throws IOException {
        Path file = Written.DOCS.resolve("definition.md");
        String page = Files.readString(file);
        int example = page.indexOf(EXAMPLE) + EXAMPLE.length();
        int end = page.indexOf("```\n", example);
        int keys = page.indexOf(KEYS) + KEYS.length();
        isUpToDate(
                file,
                page.substring(0, example) + Written.example() + page.substring(end, keys) + Reference.markdown());
    }

    @Test
    void theExampleIsRead() throws Exception {
        SystemDefinition shop = DefinitionReader.parse(Written.DOCS.resolve("definition.toml"), Written.example());
        assertEquals("shop", shop.name());
        assertEquals(4, shop.processes().size());
    }

    /** Those that the page shows are those that come out. */
    @Test
    void theErrorsOfThePageAreReal() throws Exception {
        String page = Files.readString(Written.DOCS.resolve("definition.md"));
        String bad = Written.example()
                .replace("restart = \"transient\"", "restart = \"on-failure\"")
                .replace("needs = [\"stock\"]", "depends_on = [\"stock\"]")
                .replace("needs = [\"db\", \"log\"]", "needs = [\"bd\", \"log\"]");
        try {
            DefinitionReader.parse(Path.of("shop.toml"), bad);
        } catch (BadDefinition e) {
            assertEquals(3, e.problems().size());
            assertTrue(page.contains("```\n" + e.getMessage() + "\n```\n"), e.getMessage());
            return;
        }
        throw new AssertionError("it was read");
    }

    @Test
    void theHelpHasAllKeys() {
        String help = Reference.help();
        for (Shape shape : Keys.tables().values()) {
            for (Key key : shape.keys()) {
                assertTrue(List.of(help.split("\\s+")).contains(key.name()), key.name());
            }
        }
    }
}
