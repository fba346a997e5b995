package atoll.system.definition;

import java.nio.file.Path;

/** A file server that processes mount by its name. */
public record FilesDefinition(String name, Position at, Store store) {
    /** Where the files are. */
    public sealed interface Store {}

    /** In memory, of at most so many bytes. */
    public record Memory(long bytes) implements Store {}

    /** In a folder of the host. */
    public record Folder(Path host, boolean writable) implements Store {}
}
