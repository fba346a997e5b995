package atoll.tests.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What chance writes: the same as dash, where that has an answer, and never more than a line of complaint. */
@Timeout(240)
class RandomTest {
    private static final int LINES = 4000;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @TempDir
    Path folder;

    private String any(String... of) {
        return of[random.nextInt(of.length)];
    }

    private String expression(int depth) {
        if (depth == 0 || random.nextInt(5) == 0) {
            return any("x", "y", "z", "7", "0", "1", "-3", "12", "0x1f", "017", "$x", "100000");
        }
        String a = expression(depth - 1);
        String b = expression(depth - 1);
        return switch (random.nextInt(9)) {
            case 0 -> "(" + a + ")";
            case 1 -> any("-", "~", "!", "+") + " " + a;
            case 2 -> a + " ? " + b + " : " + expression(depth - 1);
            case 3 -> a + any(" % ", "/", " / ") + "((" + b + ") & 7 | 1)";
            case 4 -> a + any(" << ", ">>") + "((" + b + ") & 15)";
            case 5 -> "(" + any("x", "y", "z") + any("=", " += ", " -= ", " *= ", " |= ", " &= ", "^=") + a + ")";
            case 6 -> a + any(" && ", " || ", "&&", "||") + b;
            case 7 -> a + any(" < ", " <= ", " > ", " >= ", " == ", " != ") + b;
            default -> a + any(" + ", " - ", " * ", " & ", " | ", " ^ ", "+", "*") + b;
        };
    }

    /** Where they differ among themselves, that of one. */
    private void asDashOrBash(String script) throws Exception {
        Path file = folder.resolve("..").resolve(folder.getFileName() + ".sh").normalize();
        Files.writeString(file, script);
        String[] dash = Shells.dash(folder, "", List.of(file.toString())).out().split("\n", -1);
        String[] bash = Shells.bash(folder, "", List.of(file.toString())).out().split("\n", -1);
        String[] ours = Shells.ours(folder, "", List.of(file.toString())).out().split("\n", -1);
        Files.delete(file);
        assertEquals(dash.length, ours.length, () -> "seed " + seed);
        String[] lines = script.split("\n", -1);
        for (int i = 0; i < ours.length; i++) {
            int at = i;
            if (!ours[i].equals(bash[i])) {
                assertEquals(dash[i], ours[i], () -> "line " + lines[at] + ", seed " + seed + ", bash " + bash[at]);
            }
        }
    }

    private void same(String script) throws Exception {
        Path file = folder.resolve("..").resolve(folder.getFileName() + ".sh").normalize();
        Files.writeString(file, script);
        Shells.Outcome theirs = Shells.dash(folder, "", List.of(file.toString()));
        Shells.Whole ours = Shells.ours(folder, "", List.of(file.toString()));
        Files.delete(file);
        String[] lines = script.split("\n", -1);
        String[] a = theirs.out().split("\n", -1);
        String[] b = ours.out().split("\n", -1);
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            int at = i;
            assertEquals(a[i], b[i], () -> "line " + lines[at] + ", seed " + seed + ", " + ours.error());
        }
        assertEquals(theirs, ours.outcome(), () -> "seed " + seed);
    }

    @Test
    void arithmeticIsThatOfDash() throws Exception {
        assumeTrue(HostLauncher.has("/bin/dash"), "the host has no dash");
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < LINES; i++) {
            script.append("x=5 y=-2 z=0; echo $((").append(expression(4)).append(")) $x $y $z\n");
        }
        same(script.toString());
    }

    private String pieces(int most, String... of) {
        StringBuilder all = new StringBuilder();
        for (int i = random.nextInt(most) + 1; i > 0; i--) {
            all.append(any(of));
        }
        return all.toString();
    }

    @Test
    void patternsAreThoseOfDash() throws Exception {
        assumeTrue(HostLauncher.has("/bin/dash"), "the host has no dash");
        for (int i = 0; i < 40; i++) {
            Path file = folder.resolve(pieces(4, "a", "b", "c", ".", "-", "A", "]"));
            if (!Files.exists(file)) {
                Files.writeString(file, "");
            }
        }
        String[] parts = {
            "a", "b", "*", "?", "[ab]", "[!a]", "[a-c]", "\\*", "'?'", "\"[\"", ".", "-", "[]a]", "[[:upper:]]"
        };
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < LINES / 4; i++) {
            String pattern = pieces(4, parts);
            script.append("echo ").append(pattern).append('\n');
            String text = pieces(5, "a", "b", "c", ".", "-", "*", "?", "[", "]", "A");
            script.append("x='")
                    .append(text)
                    .append("'; case $x in ")
                    .append(pattern)
                    .append(") echo yes;; esac; ");
            script.append("echo \"${x#")
                    .append(pattern)
                    .append("}|${x##")
                    .append(pattern)
                    .append("}|${x%");
            script.append(pattern).append("}|${x%%").append(pattern).append("}\"\n");
        }
        same(script.toString());
    }

    /** Without what other shells do in another way: fields of $@ that touch others. */
    @Test
    void fieldsAreThoseOfDashOrBash() throws Exception {
        assumeTrue(HostLauncher.has("/bin/dash") && HostLauncher.has("/bin/bash"), "the host lacks dash or bash");
        StringBuilder script =
                new StringBuilder("set -f; show() { n=$#; s=; for i do s=\"$s<$i>\"; done; echo \"$n $s\"; }; echo\n");
        for (int i = 0; i < LINES / 4; i++) {
            script.append("IFS='").append(pieces(2, " ", ":", "", "x")).append("'; ");
            script.append("a='").append(pieces(6, "p", " ", ":", "x", "q")).append("'; ");
            script.append("b='").append(pieces(3, "r", " ", ":", "")).append("'; set -- \"$a\" '' \"$b\"; ");
            script.append("show ")
                    .append(pieces(
                            3,
                            "$a",
                            "\"$b\"",
                            "$b",
                            "k",
                            "''",
                            "${u-$a}",
                            "${a:+\"$b\" x}",
                            " ",
                            " \"$@\" ",
                            "\"$*\""));
            script.append("; IFS=' '\n");
        }
        // Of separators where two expansions meet dash makes a field more than bash and POSIX (2.6.5).
        asDashOrBash(script.toString());
    }

    @Test
    void noBytesHangOrBreakIt() throws Exception {
        String[] words = {
            "if", "then", "fi", "while", "do", "done", "case", "x", "in", "esac", ";;", "(", ")", "{", "}", "$(", "`",
            "$((", "))", "\"", "'", "${", "$x", "${x:-", "<<E", "E", "\n", ";", "&", "|", "&&", "||", "!", "echo",
            "a=b", "f()", "<", ">", ">&2", "2>&1", "\\", "*", "[", "]", "~", "#", "for", "break", "return", "eval",
            "set -e", "$@", "shift", "trap", "0"
        };
        for (int i = 0; i < 3000; i++) {
            String script;
            if (random.nextBoolean()) {
                byte[] bytes = new byte[random.nextInt(60)];
                random.nextBytes(bytes);
                script = new String(bytes, StandardCharsets.ISO_8859_1);
            } else {
                script = pieces(25, words).replace("E", random.nextBoolean() ? "E" : " ") + any("", " ", "\n");
            }
            Shells.Whole ours = Shells.ours(folder, "in put\n", List.of("-c", script.replace("\0", "")));
            assertTrue(ours.status() >= 0 && ours.status() < 256, () -> "seed " + seed + ": " + script);
            for (String line : ours.error().split("\n")) {
                assertTrue(
                        line.isEmpty() || line.startsWith("sh: "), () -> "seed " + seed + ": " + script + "\n" + ours);
            }
            Shells.empty(folder);
        }
    }
}
