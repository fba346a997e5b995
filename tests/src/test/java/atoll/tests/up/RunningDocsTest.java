package atoll.tests.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.system.definition.DefinitionReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/running.md, one after the other: what comes out is what is shown there, numbers and times aside. */
@Timeout(300)
class RunningDocsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
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
        assertTrue(new Replay(folder).run(page) >= 10);
    }

    /** Also what is shown in part: a whole definition with a name. */
    @Test
    void definitionsAreRead() throws Exception {
        String page = Files.readString(ROOT.resolve("docs/running.md"));
        int read = 0;
        for (int begin = page.indexOf(TOML); begin >= 0; begin = page.indexOf(TOML, begin + 1)) {
            String text = page.substring(begin + TOML.length(), page.indexOf("```", begin + TOML.length()));
            String whole = text.startsWith("name = ") ? text : "name = \"shown\"\n" + text;
            assertFalse(DefinitionReader.parse(folder.resolve("shown.toml"), whole)
                    .processes()
                    .isEmpty());
            read++;
        }
        assertEquals(2, read);
    }

    @Test
    void theSessionIsAsShown() throws Exception {
        assertTrue(new Replay(folder).run(Files.readString(ROOT.resolve("docs/session.md"))) >= 10);
    }
}
