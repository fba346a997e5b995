package atoll.system.definition;

import java.nio.file.Path;

/** Files that a process has at {@code guest}, an absolute path without {@code .} and {@code ..}. */
public record Mount(String guest, Position at, Source source, boolean writable) {
    /** Whose files they are. */
    public sealed interface Source {}

    /** Of the host, without a server: {@code Grants.read} and {@code write}. */
    public record Host(Path path) implements Source {}

    /** Of a folder of the host, by a server of its own: {@code FileService.folder}. */
    public record Folder(Path host) implements Source {}

    /** In memory, by a server of its own: {@code FileService.memory}. */
    public record Memory(long bytes) implements Source {}

    /** Those that a process serves. */
    public record Endpoint(String process, String endpoint) implements Source {}

    /** Those of a {@link FilesDefinition} of that name. */
    public record Files(String name) implements Source {}

    public boolean isServed() {
        return !(source instanceof Host);
    }
}
