package atoll.system.definition;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks where a process has its files; and says where on the host a written path is. */
final class Places {
    /** What each process has of its own. */
    private static final List<String> OWN = List.of("/", "/tmp", "/home");

    private record Mounted(Path at, boolean served, int line) {}

    private final Path folder;
    private final Problems problems;

    /** {@code folder}: where relative paths start. */
    Places(Path folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    /** On the host. */
    Path host(String written) {
        return folder.resolve(written).normalize();
    }

    static Path guest(String written) {
        return Path.of(written).normalize();
    }

    void check(Values process, Map<String, Values.Value> files) {
        List<Mounted> mounted = new ArrayList<>();
        for (Values.Value each : process.items("mount")) {
            Values mount = (Values) each.content();
            of(mount, files);
            String written = mount.get("at", String.class);
            if (written == null) {
                continue;
            }
            Boolean all = process.get("served", Boolean.class);
            boolean served = mount.value("host") == null || all != null && all;
            Mounted now = new Mounted(guest(written), served, mount.at("at").line());
            String why = where(now, mounted);
            if (why == null) {
                mounted.add(now);
            } else {
                problems.add(mount.at("at"), mount.path + ".at: " + why);
            }
        }
        directory(process, mounted);
    }

    /** Why it cannot be there; null if it can. */
    private static @Nullable String where(Mounted now, List<Mounted> mounted) {
        if (now.at.getNameCount() == 0 && now.served) {
            return "nothing but a folder of the host can be at /";
        }
        for (Mounted other : mounted) {
            String there = Shown.path(other.at) + ", line " + other.line;
            if (now.at.equals(other.at)) {
                return "something else is mounted at " + there;
            }
            if ((now.served || other.served) && now.at.startsWith(other.at)) {
                return Shown.path(now.at) + " lies in what is mounted at " + there;
            }
            if ((now.served || other.served) && other.at.startsWith(now.at)) {
                return Shown.path(now.at) + " would hold what is mounted at " + there;
            }
        }
        return null;
    }

    /** The files that a mount names. */
    private void of(Values mount, Map<String, Values.Value> files) {
        String name = mount.get("files", String.class);
        if (name == null) {
            return;
        }
        Values.Value found = files.get(name);
        if (found == null) {
            problems.add(
                    mount.at("files"),
                    mount.path + ".files: there are no files " + Shown.text(name) + Nearest.hint(name, files.keySet()));
            return;
        }
        Values known = (Values) found.content();
        boolean writable = known.value("folder") == null || known.the("write", Boolean.class);
        if (mount.the("write", Boolean.class) && !writable) {
            problems.add(
                    mount.at("write"),
                    mount.path + ".write: the files " + Shown.text(name) + " are for reading, line " + known.at.line());
        }
    }

    private void directory(Values process, List<Mounted> mounted) {
        String written = process.get("cwd", String.class);
        if (written == null) {
            return;
        }
        Path directory = guest(written);
        if (OWN.contains(directory.toString()) || directory.startsWith(System.getProperty("java.home"))) {
            return;
        }
        for (Mounted mount : mounted) {
            if (sees(directory, mount.at)) {
                return;
            }
        }
        for (Values.Value entry : process.items("class-path")) {
            if (sees(directory, host((String) entry.content()))) {
                return;
            }
        }
        if (process.get("program", ProgramSource.class) instanceof ProgramSource.Jar jar
                && sees(directory, host(jar.file().toString()))) {
            return;
        }
        problems.add(
                process.at("cwd"),
                process.path + ".cwd: the process sees no folder " + Shown.path(directory) + "; a mount makes one");
    }

    private static boolean sees(Path directory, Path there) {
        return directory.startsWith(there) || there.startsWith(directory);
    }

    /** Whether a path of the class path is in files that a server keeps for the process. */
    boolean isServed(String written, Values process) {
        Path path = Path.of(written).normalize();
        for (Values.Value each : process.items("mount")) {
            Values mount = (Values) each.content();
            String at = mount.get("at", String.class);
            if (at != null && mount.value("host") == null && path.startsWith(guest(at))) {
                return true;
            }
        }
        return false;
    }
}
