package atoll.personality.java.files;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/** Removes a folder with all that is in it, whatever rights its owner took from it; never what links lead to. */
final class FileTree extends SimpleFileVisitor<Path> {
    private int count;

    private FileTree() {}

    /** How many files and folders are gone; some may stay when the host refuses. */
    static int delete(Path folder) {
        FileTree visitor = new FileTree();
        try {
            open(folder);
            Files.walkFileTree(folder, visitor);
        } catch (IOException e) {
            // What is left is in nobody's way, and the next JVM tries again.
            return visitor.count;
        }
        return visitor.count;
    }

    private static void open(Path folder) {
        try {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            // Then the walk tells.
            return;
        }
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
        try (var inside = Files.newDirectoryStream(folder)) {
            for (Path entry : inside) {
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    open(entry);
                }
            }
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        count++;
        Files.deleteIfExists(file);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, java.io.IOException failure) throws IOException {
        count++;
        Files.deleteIfExists(folder);
        return FileVisitResult.CONTINUE;
    }
}
