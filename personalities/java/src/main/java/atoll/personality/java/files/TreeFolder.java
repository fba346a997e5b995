package atoll.personality.java.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where the private trees of this JVM's processes are: one folder in the host's memory file system. A JVM that is killed
 * leaves its folder; the next one that starts finds that nobody holds its lock, and removes it. (A lock, not a process
 * number: containers may share the memory file system and not their numbers.)
 */
public final class TreeFolder {
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final String NAME = "atoll-";
    private static final String LOCK = "lock";

    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path folder;
    /** Open as long as this JVM lives: closing any channel to the file gives the lock up. */
    private final FileChannel lock;

    private final AtomicLong trees = new AtomicLong();

    private TreeFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Makes the folder of this JVM, after removing those of JVMs that are gone. Removed itself when this JVM ends. */
    public static TreeFolder open() {
        Path memory = Files.isWritable(MEMORY) ? MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
        try {
            // Under its name, where others look for it, only when it is locked.
            Path hidden = Files.createTempDirectory(memory.toRealPath(), "." + NAME, OWNER_ONLY);
            removeAbandoned(memory, hidden);
            FileChannel lock =
                    FileChannel.open(hidden.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            if (lock.tryLock() == null) {
                throw new IOException(hidden + " was locked by another program");
            }
            String name = hidden.getFileName().toString().substring(1 + NAME.length());
            Path folder = hidden.resolveSibling(NAME + ProcessHandle.current().pid() + "-" + name);
            TreeFolder made = new TreeFolder(Files.move(hidden, folder), lock);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> FileTree.delete(folder), "private trees"));
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder for private file trees in " + memory, e);
        }
    }

    private static void removeAbandoned(Path memory, Path mine) throws IOException {
        Object self = Files.getOwner(mine);
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(memory, NAME + "*")) {
            for (Path folder : folders) {
                if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                        && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(self)
                        && abandoned(folder.resolve(LOCK))) {
                    FileTree.delete(folder);
                }
            }
        }
    }

    private static boolean abandoned(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                FileLock held = channel.tryLock()) {
            return held != null;
        } catch (IOException | OverlappingFileLockException e) {
            // No folder of a JVM's, or of this one.
            return false;
        }
    }

    /** A new tree in this folder. */
    public PrivateTree newTree() {
        if (!lock.isOpen()) {
            throw new IllegalStateException("the lock of " + folder + " is gone");
        }
        return new PrivateTree(folder.resolve("process-" + trees.incrementAndGet()));
    }
}
