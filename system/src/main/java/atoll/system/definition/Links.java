package atoll.system.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlTable;

/** Checks what processes say of each other: who is needed, who is called, who has whose files. */
final class Links {
    /** Clients that one server can have. */
    private static final int MOST = 60;

    /** Contracts that the system itself has. */
    private static final String OWN = "atoll.contract.";

    private static final String TREE = "atoll.contract.file.FileTree";

    /** The server of terminals that a system with sessions has. */
    private static final String TERMINAL = "terminal";

    private static final String SESSION = "session";

    private final Values system;
    private final Problems problems;
    private final Map<String, Values> processes = new LinkedHashMap<>();
    private final Set<String> names;
    private final Map<String, Integer> clients = new LinkedHashMap<>();

    Links(Values system, Problems problems) {
        this.system = system;
        this.problems = problems;
        system.named("process").forEach((name, value) -> processes.put(name, (Values) value.content()));
        names = written(system, "process");
    }

    /** The names in a table, also those of what is wrong: that has been told. */
    private static Set<String> written(Values in, String key) {
        Values.Value value = in.value(key);
        return value != null && value.raw() instanceof TomlTable table ? table.keySet() : Set.of();
    }

    void check() {
        Set<String> files = written(system, "files");
        system.named("files").forEach((name, value) -> {
            if (names.contains(name)) {
                problems.add(value.at(), Shown.key("files", name) + ": a process has this name too");
            }
            trees((Values) value.content());
        });
        Set<String> started = new LinkedHashSet<>(names);
        started.addAll(files);
        processes.forEach((name, process) -> {
            needs(name, process, started);
            serves(process);
            uses(name, process);
            mounts(name, process);
        });
        session();
        new Cycles(processes, problems).check();
    }

    private void session() {
        Values session = system.get("session", Values.class);
        if (session == null) {
            return;
        }
        uses("", session);
        mounts("", session);
        for (String key : List.of("process", "files")) {
            for (String own : List.of(TERMINAL, SESSION)) {
                Values.Value taken = system.named(key).get(own);
                if (taken != null) {
                    problems.add(
                            taken.at(),
                            Shown.key(key, own) + ": a system with sessions has this name for them, line "
                                    + session.at.line());
                }
            }
        }
    }

    /** A name space of trees that are none themselves. */
    private void trees(Values files) {
        Map<String, Values.Value> all = system.named("files");
        Map<String, String> seen = new LinkedHashMap<>();
        files.named("trees").forEach((at, value) -> {
            String where = Shown.key(files.path + ".trees", at) + ": ";
            String name = (String) value.content();
            Values.Value found = all.get(name);
            if (found == null) {
                problems.add(
                        value.at(),
                        where + "there are no files " + Shown.text(name) + Nearest.hint(name, all.keySet()));
            } else if (((Values) found.content()).value("trees") != null) {
                problems.add(value.at(), where + Shown.text(name) + " has trees itself; write each of them here");
            }
            String place = Places.guest(at).toString();
            String other = seen.putIfAbsent(place, at);
            if (other != null) {
                problems.add(value.at(), where + "something else is at " + Shown.text(other));
            }
        });
        if (files.value("trees") != null && files.named("trees").isEmpty()) {
            problems.add(files.at("trees"), files.path + ".trees: nothing is in it");
        }
    }

    /** Those that are served by processes. */
    private void mounts(String name, Values process) {
        for (Values.Value each : process.items("mount")) {
            Values mount = (Values) each.content();
            Target target = mount.get("endpoint", Target.class);
            if (target == null) {
                continue;
            }
            String where = mount.path + ".endpoint: ";
            Values server = processes.get(target.process());
            if (target(name, mount.at("endpoint"), where, target) && server != null && !isTree(target, server)) {
                problems.add(
                        mount.at("endpoint"),
                        where + Shown.text(target.endpoint()) + " of " + Shown.text(target.process())
                                + " is no tree of files: its contract is not " + TREE);
            }
        }
    }

    private static boolean isTree(Target target, Values server) {
        if (server.get("program", ProgramSource.class) instanceof ProgramSource.Server own) {
            return own.server().trees().contains(target.endpoint());
        }
        Values.Value contract = server.named("serves").get(target.endpoint());
        return contract == null || TREE.equals(contract.content());
    }

    private void needs(String name, Values process, Set<String> started) {
        Set<String> seen = new LinkedHashSet<>();
        for (Values.Value each : process.items("needs")) {
            String needed = (String) each.content();
            String where = process.path + ".needs: ";
            if (needed.equals(name)) {
                problems.add(each.at(), where + "it needs itself");
            } else if (!started.contains(needed)) {
                problems.add(
                        each.at(),
                        where + "there are no process and no files " + Shown.text(needed)
                                + Nearest.hint(needed, started));
            } else if (!seen.add(needed)) {
                problems.add(each.at(), where + Shown.text(needed) + " stands there twice");
            }
        }
    }

    private void serves(Values process) {
        Map<String, Values.Value> serves = process.named("serves");
        if (process.value("health") != null && serves.containsKey("health")) {
            problems.add(
                    process.at("serves"), process.path + ".serves.health: the table \"health\" makes this endpoint");
        }
        serves.forEach((name, contract) -> {
            String type = (String) contract.content();
            if (!type.startsWith(OWN) && system.value("contracts") == null) {
                problems.add(
                        contract.at(),
                        Shown.key(process.path + ".serves", name) + ": nothing says where " + Shown.text(type)
                                + " is; the key \"contracts\" of the system names its jar or folder");
            }
        });
    }

    private void uses(String name, Values process) {
        process.named("uses").forEach((as, value) -> {
            String where = Shown.key(process.path + ".uses", as) + ": ";
            Target target = target(value);
            if (target == null) {
                return;
            }
            target(name, value.at(), where, target);
        });
    }

    /** Whether there is such an endpoint, as far as can be told. */
    private boolean target(String name, Position at, String where, Target target) {
        Values server = processes.get(target.process());
        if (target.process().equals(name)) {
            problems.add(at, where + "it is its own endpoint");
        } else if (!names.contains(target.process())) {
            problems.add(
                    at,
                    where + "there is no process " + Shown.text(target.process())
                            + Nearest.hint(target.process(), names));
        } else {
            return server == null || endpoint(at, where, target, server);
        }
        return false;
    }

    private static @Nullable Target target(Values.Value value) {
        return value.content() instanceof Values table ? table.get("endpoint", Target.class) : (Target) value.content();
    }

    private boolean endpoint(Position at, String where, Target target, Values server) {
        ProgramSource program = server.get("program", ProgramSource.class);
        boolean builtIn = program instanceof ProgramSource.Server;
        Set<String> endpoints =
                program instanceof ProgramSource.Server own ? own.server().endpoints() : written(server, "serves");
        if (!endpoints.contains(target.endpoint())) {
            List<String> all = new ArrayList<>(endpoints);
            all.sort(null);
            problems.add(
                    at,
                    where + "the process " + Shown.text(target.process()) + " serves no "
                            + Shown.text(target.endpoint())
                            + (all.isEmpty() ? "; it serves nothing" : "; it serves " + String.join(", ", all))
                            + Nearest.hint(target.endpoint(), all));
        } else if (builtIn && clients.merge(target.process(), 1, Integer::sum) == MOST + 1) {
            problems.add(
                    at, where + "the process " + Shown.text(target.process()) + " has at most " + MOST + " clients");
        }
        return endpoints.contains(target.endpoint());
    }
}
