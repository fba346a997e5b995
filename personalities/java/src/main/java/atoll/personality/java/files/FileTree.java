package atoll.personality.java.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Removes a folder with all that is in it, whatever rights its owner took from it; never what links lead to. */
final class FileTree {
    private int count;

    private FileTree() {}

    /** How many files and folders are gone; some may stay when the host refuses: they are in nobody's way, and the next JVM tries again. */
    static int delete(Path folder) {
        FileTree tree = new FileTree();
        tree.remove(folder);
        return tree.count;
    }

    /** No folder is open while one inside it is emptied: a path has 2,000 of them at most, a JVM has not as many descriptors. */
    private void remove(Path path) {
        try {
            Files.delete(path);
            count++;
        } catch (DirectoryNotEmptyException full) {
            for (Path entry : entries(path)) {
                remove(entry);
            }
            count += deleteEmpty(path);
        } catch (IOException refused) {
            return;
        }
    }

    /** What is in a folder, in which entries can be deleted from then on. */
    private static List<Path> entries(Path folder) {
        List<Path> found = new ArrayList<>();
        try {
            if (!Files.isWritable(folder) || !Files.isExecutable(folder)) {
                throw new AccessDeniedException(folder.toString());
            }
            list(folder, found);
        } catch (IOException closed) {
            found.clear();
            try {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
                list(folder, found);
            } catch (IOException refused) {
                return found;
            }
        }
        return found;
    }

    private static void list(Path folder, List<Path> into) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            entries.forEach(into::add);
        } catch (DirectoryIteratorException broken) {
            throw broken.getCause();
        }
    }

    private static int deleteEmpty(Path folder) {
        try {
            Files.delete(folder);
            return 1;
        } catch (IOException refused) {
            return 0;
        }
    }
}
