package atoll.tests.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The language, compared with Debian's {@code /bin/sh}: output, status, and whether there was an error. */
@Timeout(300)
class DashTest {
    private static final int LEAST = 250;

    @TempDir
    Path folder;

    /** Scripts of a file, with a line that names each before it. */
    static List<String> scripts(String name) throws Exception {
        List<String> scripts = new ArrayList<>();
        try (var in = DashTest.class.getResourceAsStream(name)) {
            for (String one : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n?(?m)^---.*\n")) {
                if (!one.isBlank()) {
                    scripts.add(one + "\n");
                }
            }
        }
        return scripts;
    }

    @Test
    void theSameScriptsDoTheSame() throws Exception {
        assumeTrue(HostLauncher.has("/bin/dash"), "the host has no dash");
        List<String> scripts = scripts("scripts.txt");
        assertTrue(scripts.size() >= LEAST, () -> "only " + scripts.size());
        List<String> wrong = new ArrayList<>();
        for (String script : scripts) {
            compare(List.of("-c", script, "name", "one", "two words"), "", script, wrong);
        }
        assertEquals(List.of(), wrong, () -> wrong.size() + " of " + scripts.size() + " differ");
    }

    @Test
    void scriptsOnStandardInput() throws Exception {
        assumeTrue(HostLauncher.has("/bin/dash"), "the host has no dash");
        List<String> wrong = new ArrayList<>();
        for (String script : List.of(
                "cat <<END\nin here\nEND\necho after\n",
                "f() {\n echo $1\n}\nf 5\nexit 3\necho never\n",
                "echo one; if true\nthen echo two\nfi",
                "alias a='echo b'\na c\n")) {
            compare(List.of(), script, script, wrong);
            compare(List.of("-s", "p", "q"), "echo $# $2\n" + script, script, wrong);
        }
        assertEquals(List.of(), wrong);
    }

    /** As POSIX has it; dash reads ahead. */
    @Test
    void whatFollowsOnStandardInputIsItsCommands() throws Exception {
        assertEquals(
                new Shells.Whole("got hello there\n", "", 0),
                Shells.ours(folder, "read x\nhello there\necho \"got $x\"\n", List.of()));
        assertEquals(
                new Shells.Whole("<a>\n<b c>\n", "", 0),
                Shells.ours(folder, "while read x; do echo \"<$x>\"; done\na\nb c\n", List.of()));
        assertEquals(
                new Shells.Whole("2 q\nall\nof this\n", "", 0),
                Shells.ours(folder, "echo $# $2\ncat\nall\nof this\n", List.of("-s", "p", "q")));
    }

    private void compare(List<String> arguments, String input, String script, List<String> wrong) throws Exception {
        Shells.empty(folder);
        Shells.Outcome theirs = Shells.dash(folder, input, arguments);
        Shells.empty(folder);
        Shells.Whole ours = Shells.ours(folder, input, arguments);
        if (!theirs.equals(ours.outcome())) {
            wrong.add("\n" + script + "dash: " + theirs + "\nours: " + ours + "\n");
        }
    }
}
