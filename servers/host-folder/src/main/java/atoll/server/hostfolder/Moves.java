package atoll.server.hostfolder;

import atoll.contract.file.Attributes;
import atoll.contract.file.FileFault;
import atoll.contract.file.FileKind;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What may be put in the place of what; the JDK's errors do not say enough. */
final class Moves {
    private Moves() {}

    /** What is at the path; null when there is nothing. */
    static @Nullable Attributes there(Path path) throws IOException {
        try {
            return Look.at(path);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw Fault.of(e, "not seen");
        }
    }

    static void checkReplaceable(Attributes moved, Attributes there, Path path) throws IOException {
        String name = String.valueOf(path.getFileName());
        boolean folder = moved.kind() == FileKind.FOLDER;
        if (folder && there.kind() != FileKind.FOLDER) {
            throw FileFault.NOT_A_FOLDER.because(name);
        }
        if (!folder && there.kind() == FileKind.FOLDER) {
            throw FileFault.IS_A_FOLDER.because(name);
        }
        if (folder && !isEmpty(path)) {
            throw FileFault.NOT_EMPTY.because(name);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            return !entries.iterator().hasNext();
        } catch (IOException e) {
            throw Fault.of(e, "listing");
        }
    }
}
