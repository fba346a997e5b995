package atoll.library.file;

import atoll.contract.file.FileFault;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What a file server said, as the exception that {@code java.nio.file} has for it. */
public final class FileErrors {
    private FileErrors() {}

    /** The exception for {@code path}, with what was thrown as its cause. */
    public static FileSystemException of(IOException thrown, String path) {
        if (thrown instanceof FileSystemException already) {
            return already;
        }
        FileSystemException made = switch (FileFault.in(thrown)) {
            case NOT_FOUND -> new NoSuchFileException(path);
            case EXISTS -> new FileAlreadyExistsException(path);
            case NOT_EMPTY -> new DirectoryNotEmptyException(path);
            case NOT_A_FOLDER -> new NotDirectoryException(path);
            case DENIED -> new AccessDeniedException(path);
            case TOO_MANY_LINKS -> new FileSystemLoopException(path);
            case STALE -> new StaleFileException(path);
            case IS_A_FOLDER -> new FileSystemException(path, null, "Is a directory");
            case NO_SPACE -> new FileSystemException(path, null, "No space left on device");
            case READ_ONLY -> new FileSystemException(path, null, "Read-only file system");
            case NAME_TOO_LONG -> new FileSystemException(path, null, "File name too long");
            case TOO_LARGE -> new FileSystemException(path, null, "File too large");
            case OTHER_DEVICE -> new FileSystemException(path, null, "Invalid cross-device link");
            case INVALID -> new FileSystemException(path, null, "Invalid argument");
            case BROKEN -> new FileSystemException(path, null, "Input/output error");
        };
        made.initCause(thrown);
        return made;
    }
}
