package atoll.server.hostfolder;

import atoll.contract.file.Attributes;
import atoll.contract.file.FileFault;
import atoll.contract.file.FileId;
import atoll.contract.file.FileKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What the host knows of a path. No link is followed. */
final class Look {
    private static final long HASH_START = 0xcbf29ce484222325L;
    private static final long HASH_FACTOR = 0x100000001b3L;

    private Look() {}

    /**
     * The id is made of device, inode and birth time, so it is the same in each life of the driver, and another one when the
     * host uses the inode again.
     */
    static Attributes at(Path path) throws IOException {
        BasicFileAttributes seen = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        FileKind kind = kind(seen);
        FileId id = new FileId(
                hash(String.valueOf(seen.fileKey())), seen.creationTime().to(TimeUnit.NANOSECONDS));
        long size = kind == FileKind.FILE || kind == FileKind.LINK ? seen.size() : 0;
        return new Attributes(id, kind, size, seen.lastModifiedTime().to(TimeUnit.NANOSECONDS));
    }

    /** As {@link #at}, for what is to be there. */
    static Attributes child(Path path, String name) throws IOException {
        try {
            return at(path);
        } catch (IOException e) {
            throw Fault.of(e, name);
        }
    }

    /** As {@link #at}; null if nothing is there, or it cannot be told. */
    static @Nullable Attributes ifThere(Path path) {
        try {
            return at(path);
        } catch (IOException e) {
            return null;
        }
    }

    /** What is at the path, if it is still the same file. */
    static Attributes same(FileId id, Path path) throws IOException {
        Attributes seen;
        try {
            seen = at(path);
        } catch (IOException e) {
            throw FileFault.STALE.because("no such file any more");
        }
        if (!seen.id().equals(id)) {
            throw FileFault.STALE.because("another file is there now");
        }
        return seen;
    }

    private static FileKind kind(BasicFileAttributes seen) {
        if (seen.isRegularFile()) {
            return FileKind.FILE;
        }
        if (seen.isDirectory()) {
            return FileKind.FOLDER;
        }
        return seen.isSymbolicLink() ? FileKind.LINK : FileKind.OTHER;
    }

    private static long hash(String key) {
        long hash = HASH_START;
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * HASH_FACTOR;
        }
        return hash;
    }
}
