package atoll.system.command;

import atoll.system.definition.BadDefinition;
import atoll.system.definition.DefinitionReader;
import atoll.system.definition.SystemDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/** The system that is built in. Its disk is in {@code $ATOLL_HOME}, or {@code ~/.atoll}. */
final class DefaultSystem {
    private static final String RESOURCE = "/atoll/system/default.toml";

    private DefaultSystem() {}

    static String text() throws IOException {
        try (InputStream in = DefaultSystem.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IOException(RESOURCE + " is missing from Atoll's own jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Makes the folder of its disk if there is none: for its user alone, who has what was typed in its shells there. */
    static SystemDefinition read() throws BadDefinition, IOException {
        Path home = Path.of(
                Objects.requireNonNullElse(System.getenv("ATOLL_HOME"), System.getProperty("user.home") + "/.atoll"));
        Files.createDirectories(
                home.resolve("disk"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return DefinitionReader.parse(home.resolve("default.toml"), text());
    }
}
