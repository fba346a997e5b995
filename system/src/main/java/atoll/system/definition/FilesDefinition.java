package atoll.system.definition;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A file server that processes mount by its name. */
public record FilesDefinition(String name, Position at, Store store) {
    /** Where the files are. */
    public sealed interface Store {}

    /** In memory, of at most so many bytes. */
    public record Memory(long bytes) implements Store {}

    /** Other files, by their names, each at an absolute path: a name space. */
    public record Trees(Map<String, String> at) implements Store {
        public Trees {
            at = Collections.unmodifiableMap(new LinkedHashMap<>(at));
        }
    }

    /** In a folder of the host. */
    public record Folder(Path host, boolean writable) implements Store {}
}
