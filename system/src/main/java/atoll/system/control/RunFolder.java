package atoll.system.control;

import atoll.system.BadInput;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The folder of the user's running systems: for each a socket, a lock that the JVM holds while it lives, and what it wrote when
 * it runs in the background. Nobody else may look into it.
 */
public final class RunFolder {
    private static final Set<PosixFilePermission> OWNERS = PosixFilePermissions.fromString("rwx------");
    private static final String SOCKET = ".sock";

    /** What fits into the address of a socket, less a zero at the end. */
    private static final int LONGEST = 107;

    private final Path folder;

    private RunFolder(Path folder) {
        this.folder = folder;
    }

    /** That of this user, made if it is not there; refused when somebody else may use it. */
    public static RunFolder ofUser() throws BadInput {
        Path folder = place();
        try {
            if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
                Path parent = folder.toAbsolutePath().getParent();
                if (parent != null) {
                    Files.createDirectories(parent);
                }
                Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNERS));
            }
            Path real = folder.toRealPath();
            if (!Files.isDirectory(real)) {
                throw new BadInput(folder + ": not a folder; the sockets of running systems are to be in it");
            }
            if (!OWNERS.containsAll(Files.getPosixFilePermissions(real))) {
                throw new BadInput(folder + ": others may use it, and so what runs there; chmod 700 " + folder);
            }
            if (!Files.getOwner(real).equals(me(real))) {
                throw new BadInput(folder + ": belongs to " + Files.getOwner(real)
                        + "; the sockets of running systems are to be in a folder of your own: ATOLL_RUN names one");
            }
            return new RunFolder(real);
        } catch (IOException | UnsupportedOperationException e) {
            throw new BadInput(folder + ": cannot be used for the sockets of running systems", e);
        }
    }

    /** Who I am, as the host calls me. */
    private static UserPrincipal me(Path folder) throws IOException {
        Path probe = Files.createTempFile(folder, "owner", "");
        try {
            return Files.getOwner(probe);
        } finally {
            Files.delete(probe);
        }
    }

    private static Path place() {
        String named = System.getenv("ATOLL_RUN");
        if (named != null && !named.isEmpty()) {
            return Path.of(named);
        }
        String runtime = System.getenv("XDG_RUNTIME_DIR");
        return runtime != null && !runtime.isEmpty()
                ? Path.of(runtime, "atoll")
                : Path.of(System.getProperty("user.home"), ".atoll", "run");
    }

    /** Where it is; the user's alone. */
    public Path path() {
        return folder;
    }

    /** The socket of the system of that name. */
    public Path socket(String name) throws BadInput {
        Path socket = folder.resolve(name + SOCKET);
        if (socket.toString().length() > LONGEST) {
            throw new BadInput(socket + ": too long for the address of a socket; ATOLL_RUN names a shorter folder");
        }
        return socket;
    }

    Path lock(String name) {
        return folder.resolve(name + ".lock");
    }

    /** What a system in the background writes to its standard streams. */
    public Path output(String name) {
        return folder.resolve(name + ".out");
    }

    /** The names of systems that have a socket; those of dead JVMs among them. */
    public List<String> names() throws BadInput {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SOCKET)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                names.add(name.substring(0, name.length() - SOCKET.length()));
            }
        } catch (IOException e) {
            throw new BadInput(folder + ": cannot be read", e);
        }
        names.sort(null);
        return names;
    }
}
