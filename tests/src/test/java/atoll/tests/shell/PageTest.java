package atoll.tests.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.shell.builtin.Builtins;
import atoll.shell.run.Options;
import atoll.tests.userland.ManualPage;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page of the manual about the shell: it has each command and option, and its examples do what they say. */
@Timeout(120)
class PageTest {
    private static final List<String> SECTIONS = List.of(
            "NAME",
            "SYNOPSIS",
            "DESCRIPTION",
            "OPTIONS",
            "GRAMMAR",
            "EXPANSIONS",
            "BUILTINS",
            "VARIABLES",
            "JOBS",
            "KEYS",
            "EXIT STATUS",
            "EXAMPLES",
            "DIFFERENCES");

    @TempDir
    Path folder;

    private static List<String> section(String head) throws Exception {
        return ManualPage.of("sh").section(head);
    }

    private static List<String> firstWords(String section) throws Exception {
        return section(section).stream().map(line -> line.split(" ")[0]).toList();
    }

    @Test
    void itHasAllSections() throws Exception {
        assertEquals(SECTIONS, ManualPage.of("sh").sections());
    }

    @Test
    void itHasEachBuiltin() throws Exception {
        Builtins builtins = new Builtins(List.of());
        assertEquals(builtins.names(), firstWords("BUILTINS"));
        for (String name : builtins.names()) {
            assertNotNull(builtins.find(name), name);
        }
    }

    @Test
    void itHasEachOption() throws Exception {
        TreeSet<String> taken = new TreeSet<>(List.of("-c", "-o", "-s"));
        for (char letter = 'A'; letter <= 'z'; letter++) {
            if (new Options().set(letter, true)) {
                taken.add("-" + letter);
            }
        }
        assertEquals(taken, new TreeSet<>(firstWords("OPTIONS")));
        for (String line : section("OPTIONS")) {
            String name = line.replaceFirst("^\\S+ +", "").split(":")[0];
            assertTrue(!line.contains(":") || new Options().set(name, true), line);
        }
    }

    @Test
    void itsExamplesDoWhatTheySay() throws Exception {
        List<String> lines = section("EXAMPLES");
        int examples = 0;
        for (int from = 0; from < lines.size(); examples++) {
            int to = from + 1;
            while (to < lines.size() && !lines.get(to).startsWith("$ ")) {
                to++;
            }
            String line = lines.get(from).substring(2);
            Shells.Whole done = Shells.ours(folder, "", List.of("-c", line));
            assertEquals(lines.subList(from + 1, to), done.out().lines().toList(), line);
            assertEquals("", done.error(), line);
            from = to;
        }
        assertTrue(examples >= 8, "only " + examples);
    }
}
