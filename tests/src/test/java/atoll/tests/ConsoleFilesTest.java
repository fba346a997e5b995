package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files of the console's page: those of others are what their table says, and ours make no markup of strings. */
class ConsoleFilesTest {
    private static final Path CONSOLE = Path.of("..", "console");
    private static final Path PAGE = CONSOLE.resolve("src/main/resources/atoll/console/page");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| \\S+ [0-9.]+ \\| `([0-9a-f]{64})` \\|$");

    @Test
    void whatIsVendoredIsWhatTheTableSays() throws IOException, NoSuchAlgorithmException {
        Map<String, String> said = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(CONSOLE.resolve("README.md")));
        while (row.find()) {
            said.put(row.group(1), row.group(2));
        }
        Map<String, String> there = new TreeMap<>();
        try (Stream<Path> files = Files.list(PAGE.resolve("vendor"))) {
            for (Path file : files.toList()) {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                there.put(file.getFileName().toString(), HexFormat.of().formatHex(hash));
            }
        }
        assertEquals(said, there);
        assertFalse(there.isEmpty());
    }

    @Test
    void ourScriptsMakeNoMarkupAndNoCodeOfStrings() throws IOException {
        Pattern forbidden = Pattern.compile(
                "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\b|new Function|https?://(?!www\\.w3\\.org/2000/svg)");
        try (Stream<Path> files = Files.list(PAGE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Matcher found = forbidden.matcher(Files.readString(file, StandardCharsets.UTF_8));
                assertFalse(found.find(), () -> file + ": " + found.group());
            }
        }
    }
}
