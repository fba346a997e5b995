package atoll.system.up;

import atoll.contract.file.FileTree;
import atoll.kernel.Capability;
import atoll.kernel.Endpoint;
import atoll.personality.java.Grants;
import atoll.system.Atoll;
import atoll.system.BadInput;
import atoll.system.control.ControlService;
import atoll.system.definition.BadDefinition;
import atoll.system.definition.BuiltIn;
import atoll.system.definition.FilesDefinition;
import atoll.system.definition.Mount;
import atoll.system.definition.Position;
import atoll.system.definition.Problems;
import atoll.system.definition.ProcessDefinition;
import atoll.system.definition.ProgramSource;
import atoll.system.definition.SystemDefinition;
import atoll.system.definition.Use;
import atoll.system.service.FileService;
import atoll.system.service.ServedGrants;
import atoll.system.service.Service;
import atoll.system.service.Services;
import atoll.system.service.SpaceService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link Plan} of a definition: finds programs and contracts, makes endpoints and joins processes by them. What is the same
 * as in the plan before stays. All that can be wrong is told at once, and then nothing has changed.
 */
final class Planner {
    /** What a process may serve: see {@code Services}. */
    private static final int MOST_ENDPOINTS = 64;

    /** Endpoints of Atoll's servers that know their clients, and let go what they have when their process ends. */
    private static final Set<String> FOR_ONE = Set.of("timers", "net", "system");

    /** A net server serves two endpoints for each client. */
    private static final int MOST_NET_CLIENTS = MOST_ENDPOINTS / 2;

    private final Atoll atoll;
    private final Services services;
    private final LogBook book;
    private final ControlService control;
    private final SystemDefinition definition;
    private final @Nullable Plan before;
    private final Problems problems;

    private final Map<String, ProcessDefinition> processes = new LinkedHashMap<>();
    private final Map<String, Plan.Part> parts = new LinkedHashMap<>();
    private final Map<String, Plan.Shared> files = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> clients = new LinkedHashMap<>();
    private final Map<String, Service> come = new LinkedHashMap<>();
    private final Set<String> kept = new LinkedHashSet<>();
    private @Nullable Contracts contracts;

    Planner(
            Atoll atoll,
            Services services,
            LogBook book,
            ControlService control,
            SystemDefinition definition,
            @Nullable Plan before) {
        this.atoll = atoll;
        this.services = services;
        this.book = book;
        this.control = control;
        this.definition = definition;
        this.before = before;
        this.problems = new Problems(definition.file());
        definition.processes().forEach(process -> processes.put(process.name(), process));
    }

    Plan plan() throws BadDefinition {
        readContracts();
        for (ProcessDefinition process : processes.values()) {
            parts.put(process.name(), part(process));
        }
        findFiles();
        ProcessDefinition session = definition.session();
        checkSession(session);
        findClients();
        problems.check();
        Map<String, Wiring> wired = new LinkedHashMap<>();
        for (Plan.Part part : parts.values()) {
            if (part.program() != null && !isKept(part)) {
                Wiring wiring = wire(part, part.program().besides());
                wired.put(part.definition().name(), wiring);
            }
        }
        Wiring people = session == null || before != null
                ? null
                : wire(new Plan.Part(session, null, null, Map.of(), new LinkedHashSet<>()), Set.of());
        problems.check();
        // From here on nothing can fail.
        adaptServers();
        wired.forEach(this::come);
        if (people != null) {
            let(people, people.part.definition().name());
            come.putAll(people.beside);
        }
        for (Plan.Shared shared : files.values()) {
            String name = shared.definition().name();
            if (isKept(shared)) {
                kept.add(name);
            } else {
                come.put(name, shared.service());
            }
        }
        Grants given = before != null ? before.session() : people == null ? null : people.grants;
        return new Plan(definition, contracts, files, parts, gone(), come, given);
    }

    /** All of a session's processes go by one name, and they are not told of the end of one of them. */
    private void checkSession(@Nullable ProcessDefinition session) {
        ProcessDefinition was = before == null ? null : before.definition().session();
        boolean same = session == null || was == null
                ? session == was
                : session.anywhere().equals(was.anywhere()) && usesTheSame(session) && mountsTheSame(session);
        if (before != null && !same) {
            problems.add(
                    session == null ? Position.NONE : session.at(),
                    "session: it, or what it mounts or uses, is another than before, and those who are in a running system keep"
                            + " theirs; atoll down, then atoll up");
        }
        if (session == null) {
            return;
        }
        for (Use use : session.uses()) {
            if (FOR_ONE.contains(use.endpoint())) {
                Plan.Part target = parts.get(use.process());
                if (target != null && target.server() != null) {
                    problems.add(
                            use.at(),
                            "session.uses: \"" + use.endpoint()
                                    + "\" is for one process at a time, and a session has many");
                }
            }
        }
    }

    private void readContracts() {
        if (definition.contracts().isEmpty()) {
            return;
        }
        try {
            contracts = Contracts.read(definition.contracts(), before == null ? null : before.contracts());
        } catch (BadInput e) {
            problems.add(Position.NONE, "contracts: " + BadInput.oneLine(e));
        }
    }

    // -- what there is

    private Plan.Part part(ProcessDefinition process) {
        String name = process.name();
        Set<String> own = new LinkedHashSet<>(Set.of(name));
        Plan.Part old = before == null ? null : before.parts().get(name);
        if (name.equals(RunningSystem.SUPERVISOR)) {
            problems.add(process.at(), "process." + name + ": this is the name of the system's own supervisor");
        }
        if (process.program() instanceof ProgramSource.Server source) {
            BuiltServer server = old != null && old.server() != null && old.server().kind == source.server()
                    ? old.server()
                    : BuiltServer.of(source.server(), atoll, services, control);
            return new Plan.Part(process, null, server, Map.of(), own);
        }
        FoundProgram program = null;
        try {
            program = FoundProgram.of(process);
        } catch (BadInput e) {
            problems.add(process.at(), "process." + name + ": " + BadInput.oneLine(e));
        }
        return new Plan.Part(process, program, null, endpoints(process, old), own);
    }

    private Map<String, Endpoint<?>> endpoints(ProcessDefinition process, Plan.@Nullable Part old) {
        Map<String, Endpoint<?>> all = new LinkedHashMap<>();
        process.serves().forEach((endpoint, type) -> {
            try {
                Class<?> contract = contract(type);
                Endpoint<?> known = old == null ? null : old.serves().get(endpoint);
                all.put(
                        endpoint,
                        known != null && known.contract() == contract
                                ? known
                                : atoll.endpoint(process.name() + "/" + endpoint, contract));
            } catch (BadInput | IllegalArgumentException e) {
                problems.add(process.at(), "process." + process.name() + ".serves: " + BadInput.oneLine(e));
            }
        });
        if (all.size() + (process.health() == null ? 0 : 1) > MOST_ENDPOINTS) {
            problems.add(
                    process.at(),
                    "process." + process.name() + ".serves: more than " + MOST_ENDPOINTS
                            + " endpoints, with that of its health");
        }
        return all;
    }

    private Class<?> contract(String type) throws BadInput {
        if (contracts != null) {
            return contracts.contract(type);
        }
        try {
            return Class.forName(type, false, Endpoint.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            throw new BadInput("there is no contract " + type);
        }
    }

    private void findFiles() {
        for (FilesDefinition each : definition.files()) {
            if (!(each.store() instanceof FilesDefinition.Trees)) {
                Plan.Shared old = before == null ? null : before.files().get(each.name());
                FileService tree = old != null && old.definition().store().equals(each.store())
                        ? old.tree()
                        : service(each.store());
                files.put(each.name(), new Plan.Shared(each, tree, null, List.of()));
            }
        }
        for (FilesDefinition each : definition.files()) {
            if (each.store() instanceof FilesDefinition.Trees trees) {
                files.put(each.name(), space(each, trees));
            }
        }
    }

    private Plan.Shared space(FilesDefinition each, FilesDefinition.Trees trees) {
        Plan.Shared old = before == null ? null : before.files().get(each.name());
        boolean same = old != null && old.definition().store().equals(trees);
        Map<String, Capability<FileTree>> capabilities = new LinkedHashMap<>();
        List<String> needs = new ArrayList<>(new LinkedHashSet<>(trees.at().values()));
        for (Map.Entry<String, String> tree : trees.at().entrySet()) {
            Plan.Shared part = Objects.requireNonNull(files.get(tree.getValue()));
            same &= isKept(part);
            capabilities.put(tree.getKey(), Objects.requireNonNull(part.tree()).capability());
        }
        return new Plan.Shared(
                each, null, same && old != null ? old.space() : new SpaceService(atoll, capabilities), needs);
    }

    private FileService service(FilesDefinition.Store store) {
        return switch (store) {
            case FilesDefinition.Memory memory -> FileService.memory(atoll, memory.bytes());
            case FilesDefinition.Folder folder -> FileService.folder(atoll, folder.host(), folder.writable());
            case FilesDefinition.Trees trees -> throw new IllegalArgumentException("of others: " + trees);
        };
    }

    /** Who may use others: all processes, and sessions, which are one client together. */
    private Map<String, ProcessDefinition> clients() {
        Map<String, ProcessDefinition> all = new LinkedHashMap<>(processes);
        ProcessDefinition session = definition.session();
        if (session != null) {
            all.put(session.name(), session);
        }
        return all;
    }

    private void findClients() {
        Map<String, Map<Use, ProcessDefinition>> uses = new LinkedHashMap<>();
        for (ProcessDefinition process : clients().values()) {
            for (Use use : process.uses()) {
                uses.computeIfAbsent(use.process(), name -> new LinkedHashMap<>())
                        .put(use, process);
            }
        }
        for (Plan.Part part : parts.values()) {
            BuiltServer server = part.server();
            if (server == null) {
                continue;
            }
            String name = part.definition().name();
            Map<String, String> of = server.clientsOf(uses.getOrDefault(name, Map.of()));
            clients.put(name, of);
            if (server.kind == BuiltIn.HOST_NET && of.size() > MOST_NET_CLIENTS) {
                problems.add(
                        part.definition().at(),
                        "process." + name + ": " + of.size() + " processes use it, and a net server has at most "
                                + MOST_NET_CLIENTS + " clients; a second one takes the others");
            }
        }
    }

    // -- what is the same

    private boolean isKept(Plan.Part part) {
        ProcessDefinition now = part.definition();
        Plan.Part old = before == null ? null : before.parts().get(now.name());
        if (old == null || !old.definition().anywhere().equals(now.anywhere())) {
            return false;
        }
        if (part.server() != null) {
            return part.server() == old.server()
                    && part.server().hasClients(clients.getOrDefault(now.name(), Map.of()));
        }
        return part.program() != null
                && old.program() != null
                && old.program().stamp().equals(part.program().stamp())
                && old.program().program().equals(part.program().program())
                && old.serves().equals(part.serves())
                && usesTheSame(now)
                && mountsTheSame(now);
    }

    private boolean usesTheSame(ProcessDefinition process) {
        for (Use use : process.uses()) {
            if (!isSame(use.process(), use.endpoint())) {
                return false;
            }
        }
        return true;
    }

    private boolean isSame(String process, String endpoint) {
        Plan.Part now = parts.get(process);
        Plan.Part old = before == null ? null : before.parts().get(process);
        return now != null
                && old != null
                && now.server() == old.server()
                && now.serves().get(endpoint) == old.serves().get(endpoint);
    }

    private boolean mountsTheSame(ProcessDefinition process) {
        for (Mount mount : process.mounts()) {
            if (mount.source() instanceof Mount.Files named) {
                Plan.Shared shared = files.get(named.name());
                if (shared == null || !isKept(shared)) {
                    return false;
                }
            }
            if (mount.source() instanceof Mount.Endpoint served && !isSame(served.process(), served.endpoint())) {
                return false;
            }
        }
        return true;
    }

    private boolean isKept(Plan.Shared shared) {
        Plan.Shared old =
                before == null ? null : before.files().get(shared.definition().name());
        return old != null && old.service() == shared.service();
    }

    // -- what is new

    /** What a process is given, and the file and net servers that are there for it alone. */
    private record Wiring(Plan.Part part, Grants grants, Map<String, Service> beside, List<String> needs) {}

    private Wiring wire(Plan.Part part, Set<Path> besides) {
        ProcessDefinition process = part.definition();
        String name = process.name();
        Map<String, Service> beside = new LinkedHashMap<>();
        Grants grants = process.grants();
        if (process.served()) {
            try {
                ServedGrants served = new ServedGrants(atoll, name, grants);
                beside.putAll(served.services());
                grants = served.grants();
            } catch (IOException | IllegalArgumentException e) {
                problems.add(process.at(), "process." + name + ".served: " + BadInput.oneLine(e));
            }
        }
        checkNames(process);
        List<String> needs = new ArrayList<>(process.needs());
        for (Mount mount : process.mounts()) {
            mount(mount, name, grants, beside, needs);
        }
        needs.addAll(beside.keySet());
        for (Path extra : besides) {
            if (!grants.serves(extra)) {
                grants.read(extra, extra.toString());
            }
        }
        for (Map.Entry<String, Endpoint<?>> each : part.serves().entrySet()) {
            grants.serve(each.getKey(), each.getValue().patience(process.patience()));
        }
        for (Use use : process.uses()) {
            Plan.Part target = parts.get(use.process());
            Endpoint<?> endpoint = target == null ? null : target.serves().get(use.endpoint());
            if (endpoint != null) {
                grants.use(use.name(), BuiltServer.part(use, endpoint.capability()));
            }
        }
        part.services().addAll(beside.keySet());
        return new Wiring(part, grants, beside, needs);
    }

    /** What is found under a name of the system's. */
    private void checkNames(ProcessDefinition process) {
        boolean bell = false;
        for (Use use : process.uses()) {
            Plan.Part target = parts.get(use.process());
            boolean timers = target != null
                    && target.server() != null
                    && target.server().kind == BuiltIn.CLOCK
                    && use.endpoint().equals("timers");
            if (process.served() && use.name().equals("sockets")) {
                problems.add(
                        use.at(), "process." + process.name() + ".uses: with \"served\" the name sockets is taken");
            } else if (timers && bell) {
                problems.add(use.at(), "process." + process.name() + ".uses: it has timers already, and one bell");
            }
            bell |= timers;
        }
    }

    private void mount(Mount mount, String process, Grants grants, Map<String, Service> beside, List<String> needs) {
        String name = process + ": files at " + mount.guest();
        FileService own = switch (mount.source()) {
            case Mount.Memory memory -> FileService.memory(atoll, memory.bytes());
            case Mount.Folder folder -> FileService.folder(atoll, folder.host(), mount.writable());
            default -> null;
        };
        if (own != null) {
            beside.put(name, own.service(name));
            grants.mount(mount.guest(), own.capability(), mount.writable());
        } else if (mount.source() instanceof Mount.Files named) {
            Plan.Shared shared = files.get(named.name());
            if (shared != null) {
                needs.add(named.name());
                shared.mount(mount.guest(), mount.writable(), grants);
            }
        } else if (mount.source() instanceof Mount.Endpoint served) {
            Plan.Part target = parts.get(served.process());
            Capability<FileTree> tree = target == null ? null : target.tree(served.endpoint());
            if (tree != null) {
                grants.mount(mount.guest(), tree, mount.writable());
            }
        }
    }

    private void adaptServers() {
        for (Plan.Part part : parts.values()) {
            BuiltServer server = part.server();
            if (server == null || isKept(part)) {
                continue;
            }
            ProcessDefinition process = part.definition();
            server.adapt(clients.getOrDefault(process.name(), Map.of()), clients());
            Service service = process.supervised(server.service(process.name()));
            come.put(process.name(), book.streams(service, process.name()));
        }
    }

    /** Gives it what it uses of Atoll's servers, as their client of that name. */
    private void let(Wiring wiring, String name) {
        for (Use use : wiring.part.definition().uses()) {
            Plan.Part target = parts.get(use.process());
            if (target != null && target.server() != null) {
                target.server().let(use, name, wiring.grants);
            }
        }
    }

    private void come(String name, Wiring wiring) {
        ProcessDefinition process = wiring.part.definition();
        let(wiring, name);
        come.putAll(wiring.beside);
        FoundProgram found = wiring.part.program();
        if (found != null) {
            Service service = process.supervised(new Service(name, found.program(), wiring.grants))
                    .after(wiring.needs.toArray(String[]::new));
            come.put(name, book.streams(service, name));
        }
    }

    private Set<String> gone() {
        Set<String> gone = new LinkedHashSet<>();
        if (before == null) {
            return gone;
        }
        before.files().keySet().forEach(name -> {
            if (!kept.contains(name)) {
                gone.add(name);
            }
        });
        before.parts().forEach((name, old) -> {
            Plan.Part now = parts.get(name);
            if (now != null && !come.containsKey(name)) {
                now.services().addAll(old.services());
            } else {
                gone.addAll(old.services());
            }
        });
        return gone;
    }
}
