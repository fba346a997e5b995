package atoll.system.definition;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Definitions with random damage are read, or refused with places in the text: never anything else. */
@Timeout(240)
class DefinitionMutationTest {
    private static final int TEXTS = 1_500;
    private static final int BYTES = 300;

    /** Pieces that mean something. */
    private static final List<String> PIECES = List.of(
            "\"",
            "'",
            "\"\"\"",
            "'''",
            "[",
            "]",
            "[[",
            "]]",
            "{",
            "}",
            "=",
            ".",
            ",",
            "\n",
            "\r\n",
            "#",
            "\\",
            "\\u0000",
            "\u0000",
            " ",
            "\t",
            "-1",
            "1e400",
            "nan",
            "true",
            "1979-05-27",
            "99999999999999999999",
            "0x1f",
            "é",
            "\ud83c\udfdd",
            "\ufeff",
            "\u2028",
            "[process.",
            "program",
            "mount",
            "needs",
            "health",
            "uses",
            "builtin:",
            "files",
            "local:",
            "../",
            "/",
            "*");

    @TempDir
    Path folder;

    private static String damaged(String text, Random random) {
        StringBuilder changed = new StringBuilder(text);
        int times = 1 + random.nextInt(6);
        for (int i = 0; i < times && !changed.isEmpty(); i++) {
            int at = random.nextInt(changed.length());
            int end = Math.min(changed.length(), at + 1 + random.nextInt(random.nextInt(40) + 1));
            String part = changed.substring(at, end);
            switch (random.nextInt(6)) {
                case 0 -> changed.delete(at, end);
                case 1 -> changed.insert(random.nextInt(changed.length()), part);
                case 2 -> changed.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 3 -> changed.replace(at, end, PIECES.get(random.nextInt(PIECES.size())));
                case 4 -> changed.setCharAt(at, (char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000));
                default -> lines(changed, random);
            }
        }
        return changed.toString();
    }

    /** Two lines change places. */
    private static void lines(StringBuilder text, Random random) {
        List<String> lines = new ArrayList<>(text.toString().lines().toList());
        if (lines.size() > 1) {
            int from = random.nextInt(lines.size());
            lines.add(random.nextInt(lines.size()), lines.remove(from));
            text.setLength(0);
            text.append(String.join("\n", lines)).append('\n');
        }
    }

    private static void check(BadDefinition bad, Path file, int lines) {
        assertFalse(bad.problems().isEmpty());
        Position last = Position.NONE;
        for (Problem problem : bad.problems()) {
            String line = problem.toString();
            assertTrue(line.startsWith(file + ":"), line);
            assertFalse(line.chars().anyMatch(c -> Character.isISOControl(c) || c == '\u2028'), line);
            assertTrue(problem.at().line() >= 1 && problem.at().line() <= lines + 1, line);
            assertTrue(problem.at().column() >= 1, line);
            assertTrue(problem.at().compareTo(last) >= 0, line);
            assertTrue(line.length() < 1_000, line);
            last = problem.at();
        }
    }

    @Test
    void damagedTextsAreReadOrRefused() throws Exception {
        long seed = System.nanoTime();
        System.out.println("DefinitionMutationTest seed " + seed);
        Random random = new Random(seed);
        List<String> good = Written.good();
        int read = 0;
        Path file = Path.of("damaged.toml");
        for (int i = 0; i < TEXTS; i++) {
            String text = damaged(good.get(random.nextInt(good.size())), random);
            try {
                DefinitionReader.parse(file, text);
                read++;
            } catch (BadDefinition bad) {
                check(bad, file, text.split("\n", -1).length);
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed + ", text " + i + ":\n" + text, e);
            }
        }
        assertTrue(read > 0 && read < TEXTS, read + " of " + TEXTS + " were read");
    }

    @Test
    void damagedBytesAreReadOrRefused() throws Exception {
        long seed = System.nanoTime();
        System.out.println("DefinitionMutationTest seed " + seed + " of bytes");
        Random random = new Random(seed);
        Path file = folder.resolve("damaged.toml");
        byte[] good = Written.resource("full.toml").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < BYTES; i++) {
            byte[] bytes = good.clone();
            for (int k = random.nextInt(4); k >= 0; k--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            Files.write(file, bytes);
            try {
                DefinitionReader.read(file);
            } catch (BadDefinition bad) {
                check(bad, file, new String(bytes, StandardCharsets.ISO_8859_1).split("\n", -1).length);
            }
        }
    }
}
