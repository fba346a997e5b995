package atoll.library.file;

import java.io.Serial;
import java.nio.file.FileSystemException;

/** The file that was open is gone, and what has its name now, if anything, is another. ESTALE. */
public final class StaleFileException extends FileSystemException {
    @Serial
    private static final long serialVersionUID = 1L;

    public StaleFileException(String path) {
        super(path, null, "Stale file handle");
    }
}
