package atoll.server.hostfolder;

import atoll.contract.file.FileFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/** Errors in the form that {@code FileTree} gives them. */
final class Fault {
    private static final int MOST_NAME = 255;
    private static final int MOST_TARGET = 4096;

    /** What the C library says where the JDK has no exception of its own; all that can be checked before, is. */
    private static final Map<String, FileFault> REASONS = Map.of(
            "No space left on device", FileFault.NO_SPACE,
            "Disk quota exceeded", FileFault.NO_SPACE,
            "File too large", FileFault.TOO_LARGE,
            "Read-only file system", FileFault.READ_ONLY,
            "File name too long", FileFault.NAME_TOO_LONG,
            "Not a directory", FileFault.NOT_A_FOLDER,
            "Is a directory", FileFault.IS_A_FOLDER,
            "Directory not empty", FileFault.NOT_EMPTY);

    private Fault() {}

    static IOException of(FileFault fault, String what) {
        return new IOException(fault + ": " + what);
    }

    /** What the JDK threw; the text tells no path of this process. */
    static IOException of(IOException thrown, String what) {
        return of(fault(thrown), what);
    }

    private static FileFault fault(IOException thrown) {
        return switch (thrown) {
            case NoSuchFileException e -> FileFault.NOT_FOUND;
            case FileAlreadyExistsException e -> FileFault.EXISTS;
            case DirectoryNotEmptyException e -> FileFault.NOT_EMPTY;
            case AccessDeniedException e -> FileFault.DENIED;
            case AtomicMoveNotSupportedException e -> FileFault.OTHER_DEVICE;
            case FileSystemException e -> REASONS.getOrDefault(String.valueOf(e.getReason()), FileFault.BROKEN);
            default -> REASONS.getOrDefault(String.valueOf(thrown.getMessage()), FileFault.BROKEN);
        };
    }

    /** The text of a link. */
    static Path text(String target) throws IOException {
        if (target.isEmpty() || target.indexOf('\0') >= 0) {
            throw of(FileFault.INVALID, "a link to \"" + target + "\"");
        }
        if (target.length() >= MOST_TARGET) {
            throw of(FileFault.NAME_TOO_LONG, target.length() + " characters");
        }
        try {
            return Path.of(target);
        } catch (InvalidPathException e) {
            throw of(FileFault.INVALID, "no text of a link on this host");
        }
    }

    /** The path of {@code name} in {@code folder}; the name is one component, so it cannot lead elsewhere. */
    static Path child(Path folder, String name) throws IOException {
        if (name.isEmpty()
                || name.equals(".")
                || name.equals("..")
                || name.indexOf('/') >= 0
                || name.indexOf('\0') >= 0) {
            throw of(FileFault.INVALID, "not a name: \"" + name + "\"");
        }
        if (name.length() > MOST_NAME || name.getBytes(StandardCharsets.UTF_8).length > MOST_NAME) {
            throw of(FileFault.NAME_TOO_LONG, name.length() + " characters");
        }
        try {
            return folder.resolve(name);
        } catch (InvalidPathException e) {
            throw of(FileFault.INVALID, "not a name on this host: \"" + name + "\"");
        }
    }
}
