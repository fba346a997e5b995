package atoll.tests.userland;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** Folders of the host: copied, and told as a text. */
final class HostTree {
    private static final Instant SET = Instant.parse("2026-01-01T00:00:00Z");

    private HostTree() {}

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(
                        path,
                        to.resolve(from.relativize(path)),
                        StandardCopyOption.COPY_ATTRIBUTES,
                        LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    /** All that is in a folder: names, kinds, contents, where links lead, times that somebody has set; modes and hard links too. */
    static String told(Path folder, boolean modes) throws IOException {
        URI base = folder.toUri();
        List<String> lines = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.toList()) {
                BasicFileAttributes attributes =
                        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                String line = base.relativize(path.toUri()).getRawPath();
                if (attributes.isSymbolicLink()) {
                    line += " -> " + Files.readSymbolicLink(path);
                } else if (attributes.isRegularFile()) {
                    CRC32 sum = new CRC32();
                    sum.update(Files.readAllBytes(path));
                    line += " " + attributes.size() + " " + sum.getValue();
                    Instant time = attributes.lastModifiedTime().toInstant();
                    line += time.isBefore(SET) ? " " + time : "";
                }
                if (modes && !attributes.isSymbolicLink()) {
                    line += " " + PosixFilePermissions.toString(Files.getPosixFilePermissions(path)) + " "
                            + Files.getAttribute(path, "unix:nlink");
                }
                lines.add(line);
            }
        }
        lines.sort(null);
        return String.join("\n", lines);
    }
}
