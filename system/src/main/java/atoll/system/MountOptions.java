package atoll.system;

import atoll.personality.java.Grants;
import atoll.system.service.FileService;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code --mount}: file servers that run for the program, each seen at a path. */
final class MountOptions {
    /**
     * What is served where.
     *
     * @param folder of the host; null for memory
     * @param bytes that the memory may have
     */
    private record Mount(String guest, @Nullable Path folder, long bytes, boolean writable) {
        FileService in(Atoll atoll) {
            return folder == null ? FileService.memory(atoll, bytes) : FileService.folder(atoll, folder, writable);
        }
    }

    private final List<Mount> mounts = new ArrayList<>();

    void memory(String guest, long bytes) {
        mounts.add(new Mount(guest, null, bytes, true));
    }

    void folder(String guest, Path host, boolean writable) {
        mounts.add(new Mount(guest, host, 0, writable));
    }

    /** Whether the path is in one of them. */
    boolean holds(Path guest) {
        for (Mount mount : mounts) {
            if (guest.startsWith(mount.guest)) {
                return true;
            }
        }
        return false;
    }

    /** Adds the servers to those beside the program, and mounts them in the process that is given these grants. */
    void mount(Beside beside, Grants given) {
        for (Mount mount : mounts) {
            FileService server = mount.in(beside.atoll());
            String name = "files at " + mount.guest;
            beside.add(name, server.service(name));
            given.mount(mount.guest, server.capability(), mount.writable);
        }
    }
}
