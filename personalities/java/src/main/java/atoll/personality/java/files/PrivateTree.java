package atoll.personality.java.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The private file tree of a process: a folder of its own in the host's memory file system, which only this process's
 * name space maps and which goes when the process does. The host keeps the bytes, so that mapping, locks and sparse
 * files are the real thing.
 */
public final class PrivateTree {
    private static final Path MEMORY = Path.of("/dev/shm");

    private final Path base;
    private final Path root;

    public PrivateTree() {
        try {
            Path memory = Files.isWritable(MEMORY) ? MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
            base = Files.createTempDirectory(
                            memory,
                            "atoll-",
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))
                    .toRealPath();
            Files.createSymbolicLink(base.resolve("loop"), Path.of("loop"));
            root = Files.createDirectory(base.resolve("root"));
            Files.createDirectory(root.resolve("tmp"));
            Files.createDirectory(root.resolve("home"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a private file tree", e);
        }
    }

    Path root() {
        return root;
    }

    /** A host path on which every call fails for too many symbolic links. */
    String loop() {
        return base.resolve("loop").resolve("x").toString();
    }

    /** Deletes the tree; returns the number of files and folders that the process had made. */
    public int delete() {
        int[] count = {0};
        try {
            Files.walkFileTree(base, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                    dir.toFile().setExecutable(true);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    count[0]++;
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path dir, java.io.IOException error) throws IOException {
                    count[0]++;
                    Files.delete(dir);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            return count[0];
        }
        return count[0];
    }
}
