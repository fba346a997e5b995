package atoll.system;

import atoll.kernel.Process;
import atoll.personality.java.Grants;
import atoll.system.service.FileService;
import atoll.system.service.Services;
import java.io.IOException;
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

    /** The servers, while the program runs. */
    static final class Running {
        private final @Nullable Services services;
        private final List<String> names;

        private Running(@Nullable Services services, List<String> names) {
            this.services = services;
            this.names = names;
        }

        /** Returns when they are gone, with what they had of the host. */
        void end() throws InterruptedException {
            if (services == null) {
                return;
            }
            List<Process> all = new ArrayList<>();
            for (String name : names) {
                add(all, services.process(name));
            }
            add(all, services.supervisor());
            services.close();
            for (Process process : all) {
                process.waitFor();
            }
        }

        private static void add(List<Process> all, @Nullable Process process) {
            if (process != null) {
                all.add(process);
            }
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

    /** Starts the servers and mounts them in the process that is given these grants. */
    Running start(Atoll atoll, Grants given) throws IOException {
        if (mounts.isEmpty()) {
            return new Running(null, List.of());
        }
        Services services = new Services(atoll);
        List<String> names = new ArrayList<>();
        for (Mount mount : mounts) {
            FileService server = mount.in(atoll);
            String name = "files at " + mount.guest;
            names.add(name);
            services.add(server.service(name));
            given.mount(mount.guest, server.capability(), mount.writable);
        }
        return new Running(services.start(), names);
    }
}
