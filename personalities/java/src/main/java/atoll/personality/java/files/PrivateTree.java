package atoll.personality.java.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The private file tree of a process: a folder of its own in the JVM's {@link TreeFolder}, which only this process's
 * name space maps and which goes when the process does. The host keeps the bytes, so that mapping, locks and sparse
 * files are the real thing.
 */
public final class PrivateTree {
    private final Path base;
    private final Path root;

    PrivateTree(Path folder) {
        try {
            base = Files.createTempDirectory(folder, "process-");
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
        return FileTree.delete(base);
    }
}
