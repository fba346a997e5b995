package atoll.server.hostfolder;

import atoll.contract.file.FileArguments;
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

/** Names and errors of the host in the form that {@code FileTree} gives them. */
final class Fault {
    /** Bytes that one character of a name takes at most. */
    private static final int MOST_BYTES = 3;

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

    /** What the JDK threw; the text tells no path of this process. */
    static IOException of(IOException thrown, String what) {
        return fault(thrown).because(what);
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
        FileArguments.checkTarget(target);
        try {
            return Path.of(target);
        } catch (InvalidPathException e) {
            throw FileFault.INVALID.because("no text of a link on this host");
        }
    }

    /** The path of {@code name} in {@code folder}; the name is one component, so it cannot lead elsewhere. */
    static Path child(Path folder, String name) throws IOException {
        FileArguments.checkName(name);
        int most = FileArguments.MOST_NAME;
        if (name.length() > most / MOST_BYTES && name.getBytes(StandardCharsets.UTF_8).length > most) {
            throw FileFault.NAME_TOO_LONG.because(name.length() + " characters");
        }
        try {
            return folder.resolve(name);
        } catch (InvalidPathException e) {
            throw FileFault.INVALID.because("not a name on this host: \"" + name + "\"");
        }
    }
}
