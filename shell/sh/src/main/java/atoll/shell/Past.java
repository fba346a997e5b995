package atoll.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was typed, also by shells before, in a file. What is wrong with the file is no reason to fail. */
final class Past {
    private static final int MOST = 1_000;
    private static final int MOST_BYTES = 1 << 20;

    /** Of one thread. */
    final List<String> lines = new ArrayList<>();

    private final @Nullable Path file;

    Past(@Nullable String home) {
        @Nullable Path place = null;
        try {
            place = home == null || home.isEmpty() ? null : Path.of(home, ".sh_history");
        } catch (InvalidPathException e) {
            // Nothing is kept.
        }
        file = place;
    }

    /** Before the first line is typed. */
    void read() {
        if (file == null) {
            return;
        }
        try {
            if (!Files.isRegularFile(file)) {
                return;
            }
            boolean tooLong = Files.size(file) > MOST_BYTES;
            String text = tooLong ? "" : new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            List<String> all = new ArrayList<>();
            for (String line : text.split("\n")) {
                if (!line.isBlank()) {
                    all.add(typed(line));
                }
            }
            lines.addAll(all.subList(Math.max(0, all.size() - MOST), all.size()));
            if (tooLong || all.size() > 2 * MOST) {
                write();
            }
        } catch (IOException e) {
            // It is as if there were none.
        }
    }

    private void write() throws IOException {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            text.append(kept(line));
        }
        if (file != null) {
            Files.writeString(file, text.toString());
        }
    }

    private static String kept(String line) {
        return line.replace("\\", "\\\\").replace("\n", "\\n") + "\n";
    }

    private static String typed(String kept) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < kept.length(); i++) {
            char c = kept.charAt(i);
            if (c == '\\' && i + 1 < kept.length()) {
                c = kept.charAt(++i) == 'n' ? '\n' : kept.charAt(i);
            }
            line.append(c);
        }
        return line.toString();
    }

    void add(String line) {
        if (line.isBlank() || !lines.isEmpty() && lines.getLast().equals(line)) {
            return;
        }
        lines.add(line);
        if (lines.size() > MOST) {
            lines.removeFirst();
        }
        if (file != null) {
            try {
                Files.writeString(file, kept(line), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                // The next shell does not have it.
            }
        }
    }
}
