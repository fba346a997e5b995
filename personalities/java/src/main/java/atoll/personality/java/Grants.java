package atoll.personality.java;

import atoll.contract.Notification;
import atoll.contract.Receiver;
import atoll.contract.Sender;
import atoll.contract.Signal;
import atoll.contract.file.FileSpace;
import atoll.contract.file.FileTree;
import atoll.contract.net.Sockets;
import atoll.contract.terminal.Terminal;
import atoll.kernel.Capability;
import atoll.kernel.EndRight;
import atoll.kernel.Endpoint;
import atoll.kernel.NameTable;
import atoll.kernel.Port;
import atoll.kernel.SignalCounter;
import atoll.personality.java.audit.Audit;
import atoll.personality.java.net.Destination;
import atoll.personality.java.net.NetworkGrants;
import atoll.personality.java.terminal.TerminalInput;
import atoll.personality.java.terminal.TerminalOutput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What a process is given. Everything else is refused. Mutable while the program is described, copied at spawn. */
public final class Grants {
    /** Files of the host: at {@code guest} in the process, for reading or for writing too. */
    public record FileGrant(Path host, String guest, boolean writable) {}

    /** A tree that another process serves: at {@code guest} in the process. */
    record TreeGrant(Capability<?> tree, String guest, boolean writable) {}

    /** A session of a terminal, which takes the place of those streams. */
    record TerminalGrant(
            Capability<Terminal> terminal, SignalCounter input, SignalCounter room, Set<Standard> standard) {
        Streams streams(Streams others) {
            Terminal gate = terminal.gate();
            return new Streams(
                    standard.contains(Standard.INPUT) ? new TerminalInput(gate, input) : others.in(),
                    standard.contains(Standard.OUTPUT) ? new TerminalOutput(gate, room) : others.out(),
                    standard.contains(Standard.ERROR) ? new TerminalOutput(gate, room) : others.err());
        }
    }

    final List<FileGrant> files = new ArrayList<>();
    final List<TreeGrant> trees = new ArrayList<>();
    final TreeSet<Integer> listen = new TreeSet<>();
    final List<Destination> connect = new ArrayList<>();
    final TreeSet<Integer> localListen = new TreeSet<>();
    final TreeSet<Integer> localConnect = new TreeSet<>();
    final Map<String, String> environment = new LinkedHashMap<>();
    final Map<String, String> properties = new LinkedHashMap<>();
    String directory = "/";
    int threads = 1_000;
    int processors = Runtime.getRuntime().availableProcessors();

    final List<Runnable> endings = new ArrayList<>();

    private NameTable names = new NameTable();

    @Nullable TerminalGrant terminal;

    @Nullable Capability<Sockets> sockets;

    @Nullable Audit audit;

    boolean readOnlyRoot;

    long memory = Runtime.getRuntime().maxMemory();

    public Grants() {}

    /** A copy, which does not change with this one. */
    public Grants copy() {
        Grants copy = new Grants();
        copy.files.addAll(files);
        copy.trees.addAll(trees);
        copy.listen.addAll(listen);
        copy.connect.addAll(connect);
        copy.localListen.addAll(localListen);
        copy.localConnect.addAll(localConnect);
        copy.environment.putAll(environment);
        copy.properties.putAll(properties);
        copy.endings.addAll(endings);
        copy.terminal = terminal;
        copy.names = names.copy();
        copy.directory = directory;
        copy.threads = threads;
        copy.processors = processors;
        copy.memory = memory;
        copy.sockets = sockets;
        copy.audit = audit;
        copy.readOnlyRoot = readOnlyRoot;
        return copy;
    }

    /** What is given, a line for each: the method's name and what it was told, but no host paths and no values. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (FileGrant file : files) {
            lines.add((file.writable() ? "write " : "read ") + file.guest());
        }
        listen.forEach(port -> lines.add("listen " + port));
        connect.forEach(to -> lines.add("connect " + to.host() + ":" + to.port()));
        localListen.forEach(port -> lines.add("listenLocal " + port));
        localConnect.forEach(port -> lines.add("connectLocal " + port));
        environment.keySet().forEach(name -> lines.add("environment " + name));
        properties.keySet().forEach(name -> lines.add("property " + name));
        lines.add("directory " + directory);
        lines.add("threads " + threads);
        lines.add("processors " + processors);
        lines.add("memory " + memory);
        lines.addAll(names.lines());
        return lines;
    }

    /** The files and folders of the host among it, in the order in which they were granted. */
    public List<FileGrant> files() {
        return List.copyOf(files);
    }

    /** What the host has there: what was granted at just that path, or else the same path. */
    Path onHost(Path guest) {
        for (FileGrant file : files) {
            if (guest.toString().equals(file.guest())) {
                return file.host();
            }
        }
        return guest;
    }

    /** A copy without what is the host's: its files and folders, its ports, its network. */
    public Grants withoutHost() {
        Grants copy = copy();
        copy.files.clear();
        copy.listen.clear();
        copy.connect.clear();
        return copy;
    }

    /** A copy without environment variables. */
    public Grants withoutEnvironment() {
        Grants copy = copy();
        copy.environment.clear();
        return copy;
    }

    /** The ports of the host that it may listen on. */
    public Set<Integer> listening() {
        return Set.copyOf(listen);
    }

    /** Tells each host and port that it may connect to. */
    public void connecting(BiConsumer<String, Integer> each) {
        connect.forEach(to -> each.accept(to.host(), to.port()));
    }

    /** Lets the process read the host file or folder at {@code guest}. */
    public Grants read(Path host, String guest) {
        files.add(new FileGrant(host, guest, false));
        return this;
    }

    /** Lets the process read and write the host file or folder at {@code guest}. */
    public Grants write(Path host, String guest) {
        files.add(new FileGrant(host, guest, true));
        return this;
    }

    /**
     * Lets the process read, or read and write, the files of a tree that another process serves, at {@code guest}: with
     * {@code java.io} and {@code java.nio.file}, as those of the host. Nothing else is mounted inside it.
     */
    public Grants mount(String guest, Capability<FileTree> tree, boolean writable) {
        Capability<FileTree> given = writable ? tree : tree.with(Set.of("read"));
        names.use("mount " + guest, given);
        trees.add(new TreeGrant(given, guest, writable));
        return this;
    }

    /**
     * Lets the process use the trees of a name space, each at its path below {@code guest}: what can be written there is what
     * the name space may write. Neither links nor {@code ..} lead from one tree into another, or out.
     */
    public Grants mount(String guest, Capability<FileSpace> space) {
        names.use("mount " + guest, space);
        trees.add(new TreeGrant(space, guest, true));
        return this;
    }

    /** Whether the path is in a tree that another process serves. */
    public boolean serves(Path guest) {
        for (TreeGrant grant : trees) {
            if (guest.startsWith(grant.guest())) {
                return true;
            }
        }
        return false;
    }

    /**
     * The process has that terminal: its three streams, whatever others it is given, and its console. {@code input} is signalled
     * when there may be something to read, {@code room} when there may be room to write.
     */
    public Grants terminal(Capability<Terminal> given, SignalCounter input, SignalCounter room) {
        return terminal(given, input, room, EnumSet.allOf(Standard.class));
    }

    /** As the other, for these streams alone. It has a console if it reads from the terminal and writes to it. */
    public Grants terminal(
            Capability<Terminal> given, SignalCounter input, SignalCounter room, Set<Standard> standard) {
        if (terminal != null) {
            throw new IllegalArgumentException("it has a terminal");
        }
        names.use("terminal", given);
        names.await("terminal input", input.awaitRight());
        names.await("terminal room", room.awaitRight());
        terminal = new TerminalGrant(given, input, room, Set.copyOf(standard));
        return this;
    }

    /** Lets the process call with the capability; it finds its gate as {@code Names.find(name, ..)}. */
    public Grants use(String name, Capability<?> capability) {
        names.use(name, capability);
        return this;
    }

    /**
     * Lets the process know the classes of a contract that it is given no capability for here, and may find in its name space
     * or be passed in a call.
     */
    public Grants knows(Class<?> contract) {
        names.know(contract);
        return this;
    }

    /** Lets the process serve the endpoint, by {@code Names.serve(name, ..)}. */
    public Grants serve(String name, Endpoint<?> endpoint) {
        names.serve(name, endpoint);
        return this;
    }

    /** Lets the process send to the port, as {@code Names.sender(name, ..)}. */
    public Grants send(String name, Port<?> port) {
        return send(name, port.sendRight());
    }

    /** As {@link #send(String, Port)}, until the right is revoked. */
    public Grants send(String name, EndRight<? extends Sender<?>> right) {
        names.send(name, right);
        return this;
    }

    /** Lets the process receive from the port while no other does, as {@code Names.receiver(name, ..)}. */
    public Grants receive(String name, Port<?> port) {
        return receive(name, port.receiveRight());
    }

    /** As {@link #receive(String, Port)}, until the right is revoked. */
    public Grants receive(String name, EndRight<? extends Receiver<?>> right) {
        names.receive(name, right);
        return this;
    }

    /** Lets the process signal, as {@code Names.signal(name)}. */
    public Grants signal(String name, SignalCounter counter) {
        return signal(name, counter.signalRight());
    }

    /** As {@link #signal(String, SignalCounter)}, until the right is revoked. */
    public Grants signal(String name, EndRight<Signal> right) {
        names.signal(name, right);
        return this;
    }

    /** Lets the process wait for signals, as {@code Names.notification(name)}. */
    public Grants await(String name, SignalCounter counter) {
        return await(name, counter.awaitRight());
    }

    /** As {@link #await(String, SignalCounter)}, until the right is revoked. */
    public Grants await(String name, EndRight<Notification> right) {
        names.await(name, right);
        return this;
    }

    /**
     * {@code hears} is run while the process is being ended, so that those that its threads wait in let them go: several
     * times, and the last time when none of its threads is left. On a thread of the host, which must not have to wait. Not for
     * a process that ends before its program has begun.
     */
    public Grants whenEnding(Runnable hears) {
        endings.add(hears);
        return this;
    }

    /** The endpoints that the process is to serve. */
    public List<Endpoint<?>> served() {
        return names.served();
    }

    NameTable names() {
        return names;
    }

    /** Refuses nothing that some grant could allow; {@code hears} is told what was used beyond the other grants. */
    public Grants audit(Audit hears) {
        audit = hears;
        return this;
    }

    NetworkGrants network() {
        return new NetworkGrants(listen, connect, localListen, localConnect, sockets);
    }

    /** Lets the process listen on a port of the host; 0 stands for any free one. */
    public Grants listen(int port) {
        listen.add(port);
        return this;
    }

    /** Lets the process listen on a port of the kernel's own loopback, which only processes reach; 0: any free one. */
    public Grants listenLocal(int port) {
        localListen.add(port);
        return this;
    }

    /** Lets the process connect to what a process of this kernel listens on; 0 stands for all ports. */
    public Grants connectLocal(int port) {
        localConnect.add(port);
        return this;
    }

    /** Lets the process look up the host and connect to it; port 0 stands for all ports, host {@code *} for all. */
    public Grants connect(String host, int port) {
        connect.add(new Destination(host, port));
        return this;
    }

    /**
     * Has a net server say where the process's own sockets ({@code java.net}, {@code java.nio}) are bound and connected, and
     * what names resolve to: each time, and within what {@link #listen} and {@link #connect} grant, whatever it says. It has no
     * say in the kernel's own loopback. Whom nobody restarts when it hangs is best given with a deadline. Cost: a call each; with
     * a deadline, one on a thread of the server.
     */
    public Grants sockets(Capability<Sockets> server) {
        names.use("sockets", server);
        sockets = server;
        return this;
    }

    public Grants environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    public Grants property(String name, String value) {
        properties.put(name, value);
        return this;
    }

    /** The process writes nowhere but where it is granted to: its private files, which nobody else sees, are for reading. */
    public Grants readOnlyRoot() {
        readOnlyRoot = true;
        return this;
    }

    /** The working directory, a guest path. */
    public Grants directory(String guest) {
        directory = guest;
        return this;
    }

    public Grants threads(int limit) {
        threads = limit;
        return this;
    }

    public Grants processors(int count) {
        processors = count;
        return this;
    }

    /** Heap that the process is told it has, in bytes; one array may take at most half of it. */
    public Grants memory(long bytes) {
        memory = bytes;
        return this;
    }
}
