package atoll.system.definition;

import java.nio.file.Files;
import java.nio.file.Path;

/** Checks that this machine has what a definition names. */
final class HostCheck {
    private final Places places;
    private final Problems problems;

    HostCheck(Places places, Problems problems) {
        this.places = places;
        this.problems = problems;
    }

    void check(Values system) {
        for (Values.Value each : system.items("contracts")) {
            exists(each.at(), "contracts", (String) each.content());
        }
        for (Values files : DefinitionReader.tables(system, "files")) {
            folder(files);
            memory(files);
        }
        for (Values process : DefinitionReader.processes(system)) {
            program(process);
            memory(process);
            for (Values.Value each : process.items("mount")) {
                Values mount = (Values) each.content();
                String host = mount.get("host", String.class);
                if (host != null) {
                    usable(mount, "host", host);
                }
                folder(mount);
                memory(mount);
            }
        }
    }

    private void program(Values process) {
        if (process.get("program", ProgramSource.class) instanceof ProgramSource.Jar jar
                && exists(
                        process.at("program"),
                        process.path + ".program",
                        jar.file().toString())
                && Files.isDirectory(places.host(jar.file().toString()))) {
            problems.add(
                    process.at("program"),
                    process.path + ".program: a folder, not a jar; to run a class in it: class-path and main");
        }
        for (Values.Value each : process.items("class-path")) {
            String entry = (String) each.content();
            if (!ProgramSource.isArtifact(entry) && !places.isServed(entry, process)) {
                exists(
                        each.at(),
                        process.path + ".class-path",
                        entry.equals("*") || entry.endsWith("/*")
                                ? entry.substring(0, entry.length() - 1) + "."
                                : entry);
            }
        }
    }

    private boolean exists(Position at, String where, String written) {
        Path path = places.host(written);
        if (!Files.exists(path)) {
            problems.add(at, where + ": no such file or folder: " + Shown.path(path));
        } else if (!Files.isReadable(path)) {
            problems.add(at, where + ": you may not read " + Shown.path(path));
        } else {
            return true;
        }
        return false;
    }

    private void folder(Values files) {
        String folder = files.get("folder", String.class);
        if (folder != null && usable(files, "folder", folder) && !Files.isDirectory(places.host(folder))) {
            problems.add(
                    files.at("folder"),
                    files.path + ".folder: a file, not a folder: " + Shown.path(places.host(folder)));
        }
    }

    private boolean usable(Values values, String key, String written) {
        if (!exists(values.at(key), values.path + "." + key, written)) {
            return false;
        }
        Path path = places.host(written);
        if (values.the("write", Boolean.class) && !Files.isWritable(path)) {
            problems.add(values.at(key), values.path + "." + key + ": you may not write " + Shown.path(path));
            return false;
        }
        return true;
    }

    private void memory(Values values) {
        Long bytes = values.get("memory", Long.class);
        long most = Runtime.getRuntime().maxMemory();
        if (bytes != null && bytes > most) {
            problems.add(
                    values.at("memory"),
                    values.path + ".memory: the JVM of Atoll itself has only " + (most >> 20) + "m");
        }
    }
}
