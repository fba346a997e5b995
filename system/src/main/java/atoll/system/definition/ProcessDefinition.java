package atoll.system.definition;

import atoll.contract.process.Restart;
import atoll.personality.java.Grants;
import atoll.system.service.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A process of a system.
 *
 * @param at where it stands in the file, for messages
 * @param directory its working directory; null: not said
 * @param served what it is given of the host is to be reached through servers: {@code ServedGrants}
 * @param memory in bytes; null: not said
 * @param processors null: not said
 * @param serves names of endpoints, to the names of the classes of their contracts; without that of {@code health}
 * @param patience how long a call of one of these waits for it
 * @param needs processes, and files that it does not mount, that are ready before it is started
 * @param health null: it is not asked
 */
public record ProcessDefinition(
        String name,
        Position at,
        ProgramSource program,
        List<String> arguments,
        Map<String, String> environment,
        Map<String, String> properties,
        @Nullable String directory,
        List<Mount> mounts,
        List<Listen> listen,
        List<Connect> connect,
        boolean served,
        @Nullable Long memory,
        @Nullable Integer processors,
        int threads,
        Map<String, String> serves,
        List<Use> uses,
        Duration patience,
        Restart restart,
        List<String> needs,
        Duration ready,
        Duration shutdown,
        @Nullable Health health,
        boolean spare) {
    /** When it is asked whether it is well: see {@link Service#heartbeat}. */
    public record Health(Duration every, Duration within, int misses) {}

    public ProcessDefinition {
        arguments = List.copyOf(arguments);
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        mounts = List.copyOf(mounts);
        listen = List.copyOf(listen);
        connect = List.copyOf(connect);
        serves = Collections.unmodifiableMap(new LinkedHashMap<>(serves));
        uses = List.copyOf(uses);
        needs = List.copyOf(needs);
    }

    /** The same, wherever it stands: two are equal when they say the same. */
    public ProcessDefinition anywhere() {
        List<Mount> mounted = new ArrayList<>();
        for (Mount mount : mounts) {
            mounted.add(new Mount(mount.guest(), Position.NONE, mount.source(), mount.writable()));
        }
        List<Use> used = new ArrayList<>();
        for (Use use : uses) {
            used.add(new Use(use.name(), Position.NONE, use.process(), use.endpoint(), use.within(), use.rights()));
        }
        return new ProcessDefinition(
                name,
                Position.NONE,
                program,
                arguments,
                environment,
                properties,
                directory,
                mounted,
                listen,
                connect,
                served,
                memory,
                processors,
                threads,
                serves,
                used,
                patience,
                restart,
                needs,
                ready,
                shutdown,
                health,
                spare);
    }

    /**
     * What it is given of the host. What other processes give it is for whoever starts them: the mounts that are served, and the
     * endpoints that it serves and uses.
     */
    public Grants grants() {
        Grants given = new Grants().threads(threads);
        environment.forEach(given::environment);
        properties.forEach(given::property);
        listen.forEach(each -> each.give(given));
        connect.forEach(each -> each.give(given));
        for (Mount mount : mounts) {
            if (mount.source() instanceof Mount.Host host && mount.writable()) {
                given.write(host.path(), mount.guest());
            } else if (mount.source() instanceof Mount.Host host) {
                given.read(host.path(), mount.guest());
            }
        }
        if (directory != null) {
            given.directory(directory);
        }
        if (memory != null) {
            given.memory(memory);
        }
        if (processors != null) {
            given.processors(processors);
        }
        return given;
    }

    /** Tells a service all that is said here of when it is started and ended. */
    public Service supervised(Service service) {
        service.restart(restart)
                .after(needs.toArray(String[]::new))
                .readyWithin(ready)
                .shutdown(shutdown)
                .spare(spare);
        return health == null ? service : service.heartbeat(health.every(), health.within(), health.misses());
    }
}
