package atoll.tests.userland;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The host's bash with the host's GNU tools, in the C locale. */
final class Bash {
    private Bash() {}

    /** What a program did; outputs as characters that stand for bytes. */
    record Done(String out, String err, int code) {}

    /** The script is ASCII; what is not, it can write as {@code $'\xff'}. */
    static Done run(Path folder, String script) throws IOException, InterruptedException {
        Path out = Files.createTempFile("atoll-out", "");
        Path err = Files.createTempFile("atoll-err", "");
        try {
            ProcessBuilder builder = new ProcessBuilder(List.of("bash", "-c", script))
                    .directory(folder.toFile())
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            Map<String, String> environment = builder.environment();
            environment.keySet().retainAll(List.of("PATH"));
            environment.putAll(Tools.ENVIRONMENT);
            int code = builder.start().waitFor();
            return new Done(text(Files.readAllBytes(out)), text(Files.readAllBytes(err)), code);
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** Output of what has to succeed. */
    static String ask(Path folder, String script) throws IOException, InterruptedException {
        Done done = run(folder, script);
        assertEquals("", done.err(), script);
        assertEquals(0, done.code(), script);
        return done.out();
    }

    /** The words of a command, each as it is in bytes. */
    static List<byte[]> words(Path folder, String command) throws IOException, InterruptedException {
        String words = ask(folder, "set -f; printf '%s\\0' " + command);
        return Arrays.stream(words.split("\0", -1))
                .limit(words.chars().filter(c -> c == 0).count())
                .map(Bash::bytes)
                .toList();
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
