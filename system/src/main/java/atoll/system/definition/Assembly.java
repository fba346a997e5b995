package atoll.system.definition;

import atoll.contract.process.Restart;
import atoll.contract.process.Strategy;
import atoll.contract.process.Tree;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a definition of values that are right. */
final class Assembly {
    private final Path file;
    private final Places places;

    Assembly(Path file, Places places) {
        this.file = file;
        this.places = places;
    }

    SystemDefinition system(Values values) {
        List<Path> contracts = new ArrayList<>();
        for (Values.Value each : values.items("contracts")) {
            contracts.add(places.host((String) each.content()));
        }
        List<FilesDefinition> files = new ArrayList<>();
        values.named("files").forEach((name, value) -> files.add(files(name, (Values) value.content())));
        List<ProcessDefinition> processes = new ArrayList<>();
        values.named("process").forEach((name, value) -> processes.add(process(name, (Values) value.content())));
        Values supervision = values.get("supervision", Values.class);
        Values session = values.get("session", Values.class);
        return new SystemDefinition(
                file,
                values.the("name", String.class),
                contracts,
                tree(supervision == null ? Walk.empty(Keys.SUPERVISION) : supervision),
                files,
                session == null ? null : session(session),
                processes);
    }

    /** As a process that is started when somebody comes, and not again. */
    private ProcessDefinition session(Values values) {
        Long processors = values.get("cpu", Long.class);
        String directory = values.get("cwd", String.class);
        return new ProcessDefinition(
                "session",
                values.at,
                new ProgramSource.Shell(),
                List.of(),
                named(values, "env"),
                Map.of(),
                directory == null ? null : Places.guest(directory).toString(),
                mounts(values),
                listen(values),
                connect(values),
                false,
                values.get("memory", Long.class),
                processors == null ? null : Math.toIntExact(processors),
                count(values, "threads"),
                Map.of(),
                uses(values),
                Duration.ZERO,
                Restart.TEMPORARY,
                List.of(),
                Duration.ZERO,
                Duration.ZERO,
                null,
                false);
    }

    private static Tree tree(Values values) {
        return new Tree(
                Strategy.valueOf(values.the("strategy", String.class).toUpperCase(Locale.ROOT)),
                count(values, "intensity"),
                values.the("period", Duration.class).toMillis(),
                values.the("calm", Duration.class).toMillis(),
                values.the("delay", Duration.class).toMillis(),
                values.the("most-delay", Duration.class).toMillis(),
                count(values, "starts"));
    }

    private static int count(Values values, String key) {
        return Math.toIntExact(values.the(key, Long.class));
    }

    private FilesDefinition files(String name, Values values) {
        return new FilesDefinition(name, values.at, store(values));
    }

    private FilesDefinition.Store store(Values values) {
        Long bytes = values.get("memory", Long.class);
        String folder = values.get("folder", String.class);
        if (bytes != null) {
            return new FilesDefinition.Memory(bytes);
        }
        if (folder != null) {
            return new FilesDefinition.Folder(places.host(folder), values.the("write", Boolean.class));
        }
        Map<String, String> trees = new LinkedHashMap<>();
        values.named("trees").forEach((at, name) -> trees.put(Places.guest(at).toString(), (String) name.content()));
        return new FilesDefinition.Trees(trees);
    }

    private ProcessDefinition process(String name, Values values) {
        Long processors = values.get("cpu", Long.class);
        String directory = values.get("cwd", String.class);
        Values health = values.get("health", Values.class);
        return new ProcessDefinition(
                name,
                values.at,
                program(values),
                texts(values, "args"),
                named(values, "env"),
                named(values, "prop"),
                directory == null ? null : Places.guest(directory).toString(),
                mounts(values),
                listen(values),
                connect(values),
                values.the("served", Boolean.class),
                values.get("memory", Long.class),
                processors == null ? null : Math.toIntExact(processors),
                count(values, "threads"),
                named(values, "serves"),
                uses(values),
                values.the("patience", Duration.class),
                Restart.valueOf(values.the("restart", String.class).toUpperCase(Locale.ROOT)),
                texts(values, "needs"),
                values.the("ready", Duration.class),
                values.the("shutdown", Duration.class),
                health == null ? null : health(health),
                values.the("spare", Boolean.class));
    }

    private static ProcessDefinition.Health health(Values values) {
        return new ProcessDefinition.Health(
                values.the("every", Duration.class), values.the("within", Duration.class), count(values, "misses"));
    }

    private ProgramSource program(Values values) {
        ProgramSource program = values.get("program", ProgramSource.class);
        String main = values.get("main", String.class);
        if (program instanceof ProgramSource.Jar jar) {
            return new ProgramSource.Jar(places.host(jar.file().toString()), main);
        }
        if (program != null) {
            return program.main(main);
        }
        List<String> entries = new ArrayList<>();
        for (String entry : texts(values, "class-path")) {
            if (ProgramSource.isArtifact(entry)) {
                entries.add(entry);
                continue;
            }
            entries.add(
                    places.isServed(entry, values)
                            ? Places.guest(entry).toString()
                            : places.host(entry).toString());
        }
        return new ProgramSource.ClassPath(entries, values.the("main", String.class));
    }

    private List<Mount> mounts(Values values) {
        List<Mount> mounts = new ArrayList<>();
        for (Values.Value each : values.items("mount")) {
            Values mount = (Values) each.content();
            Mount.Source source = source(mount);
            mounts.add(new Mount(
                    Places.guest(mount.the("at", String.class)).toString(),
                    each.at(),
                    source,
                    source instanceof Mount.Memory || mount.the("write", Boolean.class)));
        }
        return mounts;
    }

    private Mount.Source source(Values mount) {
        String host = mount.get("host", String.class);
        String folder = mount.get("folder", String.class);
        Long bytes = mount.get("memory", Long.class);
        Target endpoint = mount.get("endpoint", Target.class);
        if (endpoint != null) {
            return new Mount.Endpoint(endpoint.process(), endpoint.endpoint());
        }
        return host != null
                ? new Mount.Host(places.host(host))
                : folder != null
                        ? new Mount.Folder(places.host(folder))
                        : bytes != null ? new Mount.Memory(bytes) : new Mount.Files(mount.the("files", String.class));
    }

    private static List<Listen> listen(Values values) {
        List<Listen> all = new ArrayList<>();
        for (Values.Value each : values.items("listen")) {
            all.add(
                    each.content() instanceof Long port
                            ? new Listen(false, Math.toIntExact(port))
                            : (Listen) each.content());
        }
        return all;
    }

    private static List<Connect> connect(Values values) {
        List<Connect> all = new ArrayList<>();
        for (Values.Value each : values.items("connect")) {
            all.add((Connect) each.content());
        }
        return all;
    }

    private static List<Use> uses(Values values) {
        List<Use> all = new ArrayList<>();
        values.named("uses").forEach((name, value) -> all.add(use(name, value)));
        return all;
    }

    private static Use use(String name, Values.Value value) {
        if (value.content() instanceof Target target) {
            return new Use(name, value.at(), target.process(), target.endpoint(), null, null);
        }
        Values table = (Values) value.content();
        Target target = table.the("endpoint", Target.class);
        @Nullable Set<String> rights = table.value("rights") == null ? null : new HashSet<>(texts(table, "rights"));
        return new Use(
                name, value.at(), target.process(), target.endpoint(), table.get("within", Duration.class), rights);
    }

    private static List<String> texts(Values values, String key) {
        List<String> all = new ArrayList<>();
        for (Values.Value each : values.items(key)) {
            all.add((String) each.content());
        }
        return all;
    }

    private static Map<String, String> named(Values values, String key) {
        Map<String, String> all = new LinkedHashMap<>();
        values.named(key).forEach((name, value) -> all.put(name, (String) value.content()));
        return all;
    }
}
