package atoll.shell.expand;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Names of files that look like a pattern. */
final class Glob {
    private final Path directory;

    Glob(String directory) {
        this.directory = Path.of(directory);
    }

    /** In the order of their bytes; none if there are none. */
    List<String> names(Fields.Field field) {
        List<String> found = List.of("");
        String text = field.text();
        int at = 0;
        while (at < text.length()) {
            int slashes = at;
            while (slashes < text.length() && text.charAt(slashes) == '/') {
                slashes++;
            }
            int end = text.indexOf('/', slashes);
            if (end < 0) {
                end = text.length();
            }
            found = step(
                    found,
                    text.substring(at, slashes),
                    new Fields.Field(
                            text.substring(slashes, end), field.quoted().substring(slashes, end)),
                    end < text.length());
            at = end;
        }
        List<String> sorted = new ArrayList<>(found);
        sorted.sort(Glob::compare);
        return sorted;
    }

    private List<String> step(List<String> found, String slashes, Fields.Field field, boolean more) {
        Pattern pattern = Pattern.of(field);
        List<String> next = new ArrayList<>();
        for (String before : found) {
            String prefix = before + slashes;
            if (pattern.isPlain()) {
                if (exists(prefix + pattern.plain())) {
                    next.add(prefix + pattern.plain());
                }
                continue;
            }
            list(prefix, pattern, more, next);
        }
        return next;
    }

    private boolean exists(String name) {
        try {
            Path path = directory.resolve(name);
            return Files.exists(path, LinkOption.NOFOLLOW_LINKS) && (!name.endsWith("/") || Files.isDirectory(path));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private void list(String prefix, Pattern pattern, boolean folders, List<String> to) {
        try (DirectoryStream<Path> names = Files.newDirectoryStream(directory.resolve(prefix))) {
            for (Path path : names) {
                String name = String.valueOf(path.getFileName());
                if (matches(name, pattern) && (!folders || Files.isDirectory(path))) {
                    to.add(prefix + name);
                }
            }
            if (pattern.beginsWithDot()) {
                for (String name : List.of(".", "..")) {
                    if (pattern.matches(name)) {
                        to.add(prefix + name);
                    }
                }
            }
        } catch (IOException | DirectoryIteratorException | InvalidPathException e) {
            // A folder that cannot be read has no names.
        }
    }

    private static boolean matches(String name, Pattern pattern) {
        return (!name.startsWith(".") || pattern.beginsWithDot()) && pattern.matches(name);
    }

    /** As their bytes in UTF-8 compare. */
    private static int compare(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            if (a.charAt(i) != b.charAt(i)) {
                int at = i > 0 && Character.isLowSurrogate(a.charAt(i)) ? i - 1 : i;
                return Integer.compare(a.codePointAt(at), b.codePointAt(at));
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
