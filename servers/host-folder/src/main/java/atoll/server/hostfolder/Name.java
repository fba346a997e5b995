package atoll.server.hostfolder;

import atoll.contract.file.FileId;
import org.jspecify.annotations.Nullable;

/**
 * A name in a folder, as a key. No record: the JDK makes the {@code equals} of records of a method handle of its own, which
 * then remembers the last record's class, and with it the program of a process that is dead.
 */
final class Name {
    private final FileId folder;
    private final String name;

    Name(FileId folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Name that && name.equals(that.name) && folder.equals(that.folder);
    }

    @Override
    public int hashCode() {
        return 31 * folder.hashCode() + name.hashCode();
    }
}
