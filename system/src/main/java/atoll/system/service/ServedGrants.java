package atoll.system.service;

import atoll.personality.java.Grants;
import atoll.personality.java.Grants.FileGrant;
import atoll.system.Atoll;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a program is granted of the host, by way of servers: a file server for each folder and file, which the program sees where
 * it was granted that, and a net server that decides about its sockets. Add the {@link #services} to those that are kept
 * running, and give the process these {@link #grants}: it may what it might before, and no more.
 *
 * <p>Not served: its class path, but for what lies in a granted folder; the JDK; its private tree; the kernel's own loopback.
 */
public final class ServedGrants {
    private final Map<String, Service> services = new LinkedHashMap<>();
    private final Grants grants;

    /** What is granted at a path, by the path that the host has for it without links. */
    private record Held(Path host, boolean writable) {}

    /**
     * {@link IllegalArgumentException} for what no server can have: a grant that lies in another one, unless it says the same;
     * what is neither a file nor a folder.
     *
     * @param program what the names of the services begin with
     */
    public ServedGrants(Atoll atoll, String program, Grants direct) throws IOException {
        grants = direct.withoutHost();
        Map<Path, Held> all = new LinkedHashMap<>();
        for (FileGrant file : direct.files()) {
            all.put(Path.of(file.guest()).normalize(), new Held(file.host().toRealPath(), file.writable()));
        }
        for (Map.Entry<Path, Held> each : all.entrySet()) {
            if (!isSaidByAnother(each.getKey(), each.getValue(), all)) {
                files(atoll, program, each.getKey().toString(), each.getValue());
            }
        }
        NetRights rights = NetRights.of(direct);
        if (!rights.isNothing()) {
            NetService net = new NetService(atoll).client(program, rights);
            String name = program + ": net";
            services.put(name, net.service(name));
            net.sockets(program, grants);
        }
    }

    private void files(Atoll atoll, String program, String guest, Held held) {
        if (!Files.isDirectory(held.host) && !Files.isRegularFile(held.host)) {
            throw new IllegalArgumentException(
                    held.host + " is neither a file nor a folder: no file server can have it");
        }
        FileService files = FileService.folder(atoll, held.host, held.writable);
        String name = program + ": files at " + guest;
        services.put(name, files.service(name));
        grants.mount(guest, files.capability(), held.writable);
    }

    private static boolean isSaidByAnother(Path guest, Held held, Map<Path, Held> all) {
        for (Map.Entry<Path, Held> other : all.entrySet()) {
            Path outer = other.getKey();
            if (!guest.startsWith(outer) || guest.equals(outer)) {
                continue;
            }
            Path there = other.getValue().host.resolve(outer.relativize(guest).toString());
            if (!held.equals(new Held(there, other.getValue().writable))) {
                throw new IllegalArgumentException("what is granted at " + guest + " lies in what a server has at "
                        + outer + ", and nothing can be mounted there");
            }
            return true;
        }
        return false;
    }

    /** The servers, by name. */
    public Map<String, Service> services() {
        return new LinkedHashMap<>(services);
    }

    /** For the process. */
    public Grants grants() {
        return grants;
    }
}
