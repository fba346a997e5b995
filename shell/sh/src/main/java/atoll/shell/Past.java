package atoll.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was typed, also by shells before, in a file that all shells of a home append to. A file with more than {@value #MOST} lines is
 * moved aside, over the one that was before, and never written anew: so nothing is lost between shells, and what is kept is bounded.
 * What is wrong with the files is no reason to fail.
 */
final class Past {
    private static final int MOST = 1_000;
    private static final int MOST_BYTES = 1 << 20;
    /** Who moves the file aside does it at once; a mark that is older was left by a shell that was killed. */
    private static final Duration STALE = Duration.ofMinutes(1);

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

    private static Path beside(Path file, String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    /** Before the first line is typed. */
    void read() {
        if (file == null) {
            return;
        }
        List<String> all = new ArrayList<>();
        read(beside(file, ".old"), all);
        int old = all.size();
        boolean tooLong = read(file, all) || all.size() - old > MOST;
        lines.addAll(all.subList(Math.max(0, all.size() - MOST), all.size()));
        if (tooLong) {
            moveAside(file);
        }
    }

    /** Whether it is longer than a file of this kind is; then none of it is read. */
    private static boolean read(Path from, List<String> to) {
        try {
            if (!Files.isRegularFile(from)) {
                return false;
            }
            if (Files.size(from) > MOST_BYTES) {
                return true;
            }
            for (String line : new String(Files.readAllBytes(from), StandardCharsets.UTF_8).split("\n")) {
                if (!line.isBlank()) {
                    to.add(typed(line));
                }
            }
        } catch (IOException e) {
            // It is as if there were none.
        }
        return false;
    }

    /** By one shell at a time, of which the second finds a short file. */
    private static void moveAside(Path file) {
        Path mark = beside(file, ".moving");
        try {
            try {
                Files.createFile(mark);
            } catch (FileAlreadyExistsException e) {
                if (Files.getLastModifiedTime(mark)
                        .toInstant()
                        .isBefore(Instant.now().minus(STALE))) {
                    Files.deleteIfExists(mark);
                }
                return;
            }
            try {
                List<String> now = new ArrayList<>();
                if (read(file, now) || now.size() > MOST) {
                    Files.move(file, beside(file, ".old"), StandardCopyOption.REPLACE_EXISTING);
                }
            } finally {
                Files.deleteIfExists(mark);
            }
        } catch (IOException e) {
            // The next shell does it.
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
