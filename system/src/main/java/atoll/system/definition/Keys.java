package atoll.system.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All keys of a system definition: what the reader takes, what the schema says, and what the reference tells are made of these. */
final class Keys {
    /** As many as one process or server can have. */
    private static final int MOST = 60;

    private static final int MANY = 1_000;

    private static final Type TEXT = new Type.Text(Forms.TEXT);
    private static final Type TIME = new Type.Text(Forms.TIME);
    private static final Type DURATION = new Type.Text(Forms.DURATION);
    private static final Type SIZE = new Type.Text(Forms.SIZE);
    private static final Type HOST_PATH = new Type.Text(Forms.HOST_PATH);
    private static final Type NAME = new Type.Text(Forms.NAME);
    private static final Type TARGET = new Type.Text(Forms.TARGET);

    private static final Type STRATEGY = new Type.Choice(
            List.of("one_for_one", "one_for_all", "rest_for_one"), Map.of("simple_one_for_one", "one_for_one"));

    private static final Type RESTART = new Type.Choice(
            List.of("permanent", "transient", "temporary"),
            Map.of(
                    "always", "permanent",
                    "unless-stopped", "permanent",
                    "on-failure", "transient",
                    "on-abnormal", "transient",
                    "no", "temporary",
                    "never", "temporary"));

    private static final Type ISOLATION = new Type.Choice(
            List.of("isolate"),
            Map.of(
                    "jvm",
                    "that is the only level so far: a JVM of its own is not there yet",
                    "remote",
                    "that is the only level so far: another machine is not there yet"));

    static final Shape SUPERVISION = new Shape(
            "Supervision",
            "How the supervisor goes about the processes, in OTP's words.",
            List.of(
                    Key.of(
                                    "strategy",
                                    STRATEGY,
                                    "Who is started again when one dies: it alone; all; it and those that were started after it.")
                            .otherwise("one_for_one"),
                    Key.of(
                                    "intensity",
                                    new Type.Count(-1, Integer.MAX_VALUE),
                                    "So many deaths within the period are borne; with one more all processes are ended, and the system with them. -1: any number.",
                                    "start-limit-burst")
                            .otherwise("100"),
                    Key.of("period", TIME, "The time in which deaths are counted.", "start-limit-interval-sec")
                            .otherwise("5s"),
                    Key.of(
                                    "calm",
                                    DURATION,
                                    "A process that was ready for so long is started again at once when it dies.")
                            .otherwise("50ms"),
                    Key.of(
                                    "delay",
                                    TIME,
                                    "The pause before the next start of one that was not; doubled each time.",
                                    "restart-sec",
                                    "restart-delay")
                            .otherwise("10ms"),
                    Key.of("most-delay", TIME, "The pause is at most so long.").otherwise("1s"),
                    Key.of(
                                    "starts",
                                    new Type.Count(1, Integer.MAX_VALUE),
                                    "After so many starts in a row in which it did not become ready, a process is given up.",
                                    "max-attempts")
                            .otherwise("10")));

    static final Shape FILES = new Shape(
            "Files",
            "A file server, whose files several processes can have: they mount it by its name.",
            List.of(
                    Key.of(
                            "memory",
                            SIZE,
                            "Files in memory, of at most so many bytes together; gone at the end.",
                            "tmpfs",
                            "size"),
                    Key.of("folder", HOST_PATH, "A folder of the host.", "device", "source", "path"),
                    Key.of(
                            "trees",
                            new Type.Named(Forms.GUEST_PATH, NAME, MOST),
                            "Other files, each at a path: a name space, `vfs`, in which no link leads from one to another. What may be written is theirs to say.",
                            "union",
                            "layers"),
                    Key.of("write", new Type.Flag(), "The folder may be written too.", "writable", "rw")
                            .otherwise("false")),
            List.of("memory", "folder", "trees"),
            Map.of(),
            new TreeMap<>(Map.of("memory", List.of("write"), "trees", List.of("write"))),
            null);

    static final Shape MOUNT = new Shape(
            "Mount",
            "Files that the process has at a path.",
            List.of(
                    Key.must(
                            "at", new Type.Text(Forms.GUEST_PATH), "The path in the process.", "target", "guest", "to"),
                    Key.of("host", HOST_PATH, "A file or folder of the host, without a server between.", "bind"),
                    Key.of(
                            "folder",
                            HOST_PATH,
                            "A folder of the host, by a file server of its own.",
                            "source",
                            "device"),
                    Key.of(
                            "memory",
                            SIZE,
                            "Files in memory, by a file server of its own: so many bytes at most. They can always be written.",
                            "tmpfs",
                            "size"),
                    Key.of("files", NAME, "Those of the table `files` of this name.", "volume", "name"),
                    Key.of(
                            "endpoint",
                            TARGET,
                            "Those that a process serves: an endpoint whose contract is `atoll.contract.file.FileTree`, such as `proc/proc`."),
                    Key.of("write", new Type.Flag(), "They may be written too.", "writable", "rw")
                            .otherwise("false")),
            List.of("host", "folder", "memory", "files", "endpoint"),
            Map.of(),
            Map.of("memory", List.of("write")),
            null);

    static final Shape USE = new Shape(
            "Use",
            "An endpoint that a process may call, and how.",
            List.of(
                    Key.must("endpoint", TARGET, "Which: the process that serves it, and its name there."),
                    Key.of(
                            "within",
                            TIME,
                            "A call that has not returned by then fails with `Late`.",
                            "timeout",
                            "deadline"),
                    Key.of(
                            "rights",
                            new Type.Items(new Type.Text(Forms.ENDPOINT), MOST),
                            "Of the methods that need a right (`@Right`), only those with one of these. All when left out.")));

    static final Shape HEALTH = new Shape(
            "Health",
            "The process serves `atoll.contract.process.Health` as `health`, and is killed and started again when it does not answer.",
            List.of(
                    Key.of("every", TIME, "The time between two questions.", "interval")
                            .otherwise("1s"),
                    Key.of("within", TIME, "The time for an answer.", "timeout").otherwise("1s"),
                    Key.of(
                                    "misses",
                                    new Type.Count(1, 1_000),
                                    "It is killed after so many questions in a row without an answer.",
                                    "retries",
                                    "failure-threshold")
                            .otherwise("3")));

    static final Shape PROCESS = new Shape(
            "Process",
            "A process: its program, what it is given, and when it is started again. It has nothing that is not given here.",
            processKeys(),
            List.of("program", "class-path"),
            Map.of("class-path", "main"),
            Map.of(),
            new Shape.Only(
                    "program",
                    ProgramSource.BUILT_IN,
                    List.of("restart", "needs", "ready", "shutdown", "spare", "isolation")));

    static final Shape SESSION = new Shape(
            "Session",
            "What each is given who works in the system at a terminal: the shell, and the programs that it starts. They have no files of their own besides: what is not mounted is for reading.",
            sessionKeys());

    static final Shape SYSTEM = new Shape(
            "System",
            "A whole definition.",
            List.of(
                    Key.must("name", NAME, "The name of the system."),
                    Key.of(
                            "contracts",
                            new Type.Items(HOST_PATH, MANY),
                            "Jars and folders with the contracts that processes serve and use."),
                    Key.of(
                            "supervision",
                            new Type.Table(SUPERVISION),
                            "How the supervisor goes about the processes.",
                            "supervisor",
                            "restart-policy"),
                    Key.of(
                            "files",
                            new Type.Named(Forms.NAME, new Type.Table(FILES), MANY),
                            "File servers, by name.",
                            "volumes",
                            "volume"),
                    Key.of(
                            "session",
                            new Type.Table(SESSION),
                            "What people at terminals are given. There are no sessions when it is left out.",
                            "shell",
                            "login"),
                    Key.must(
                            "process",
                            new Type.Named(Forms.NAME, new Type.Table(PROCESS), MANY),
                            "Processes, by name.",
                            "services",
                            "service",
                            "processes",
                            "programs")));

    private Keys() {}

    private static List<Key> processKeys() {
        List<Key> keys = new ArrayList<>(program());
        keys.addAll(given());
        keys.addAll(between());
        keys.addAll(life());
        return List.copyOf(keys);
    }

    private static List<Key> sessionKeys() {
        List<String> names = List.of("env", "cwd", "mount", "listen", "connect", "memory", "cpu", "threads", "uses");
        List<Key> keys = new ArrayList<>();
        for (Key key : processKeys()) {
            if (names.contains(key.name())) {
                keys.add(key);
            }
        }
        return List.copyOf(keys);
    }

    private static List<Key> program() {
        return List.of(
                Key.of(
                        "program",
                        new Type.Text(Forms.PROGRAM),
                        "A jar; Maven coordinates; a tool of the JDK, as `jdk.compiler/com.sun.tools.javac.Main`; a program of Atoll's: "
                                + programs() + "; or a server of Atoll's: " + servers() + ".",
                        "image",
                        "exec-start",
                        "execstart",
                        "jar",
                        "command"),
                Key.of(
                        "class-path",
                        new Type.Items(new Type.Text(Forms.ENTRY), MANY),
                        "In place of a program: jars, folders and Maven coordinates; `DIR/*` stands for all jars in DIR. What lies in a mount is found there.",
                        "classpath",
                        "cp"),
                Key.of(
                        "main",
                        new Type.Text(Forms.MAIN),
                        "The main class, in place of the one in the manifest.",
                        "main-class",
                        "entrypoint"),
                Key.of("args", new Type.Items(TEXT, MANY), "Arguments.", "arguments", "cmd"),
                Key.of("env", new Type.Named(Forms.VARIABLE, TEXT, MANY), "Environment variables.", "environment"),
                Key.of("prop", new Type.Named(Forms.VARIABLE, TEXT, MANY), "System properties.", "props", "properties"),
                Key.of(
                        "cwd",
                        new Type.Text(Forms.GUEST_PATH),
                        "Its working directory, a folder that it sees; `/` when left out.",
                        "working-dir",
                        "working-directory",
                        "workingdirectory",
                        "directory"));
    }

    private static List<Key> given() {
        Type port = new Type.Either(new Type.Count(0, Listen.MOST_PORT), new Type.Text(Forms.LISTEN));
        return List.of(
                Key.of(
                        "mount",
                        new Type.Items(new Type.Table(MOUNT), MOST),
                        "Files that it has, each at a path.",
                        "mounts",
                        "volumes",
                        "volume",
                        "binds"),
                Key.of(
                        "listen",
                        new Type.Items(port, MANY),
                        "Ports that it may listen on: of the host, or `\"local:PORT\"` where only processes of the system reach it; 0 stands for any free one.",
                        "ports",
                        "expose",
                        "port"),
                Key.of(
                        "connect",
                        new Type.Items(new Type.Text(Forms.CONNECT), MANY),
                        "What it may look up and connect to: `\"HOST:PORT\"`; `*` stands for all hosts, or all ports; host `local` for what processes of the system listen on.",
                        "links"),
                Key.of(
                                "served",
                                new Type.Flag(),
                                "What it has of the host, by `host`, `listen` and `connect`, it reaches through servers that are started again when they die.")
                        .otherwise("false"),
                Key.of(
                        "memory",
                        SIZE,
                        "Heap that it is told it has; all of the JVM's when left out.",
                        "mem-limit",
                        "memory-max",
                        "memorymax"),
                Key.of(
                        "cpu",
                        new Type.Count(1, Short.MAX_VALUE),
                        "Processors that it is told it has; all when left out.",
                        "cpus",
                        "cpu-quota",
                        "processors"),
                Key.of(
                                "threads",
                                new Type.Count(1, Integer.MAX_VALUE),
                                "Threads that it may have at once.",
                                "pids-limit",
                                "tasks-max",
                                "tasksmax")
                        .otherwise("1000"));
    }

    private static List<Key> between() {
        Type contract = new Type.Text(Forms.MAIN);
        return List.of(
                Key.of(
                        "serves",
                        new Type.Named(Forms.ENDPOINT, contract, MOST),
                        "Endpoints that it serves (`Names.serve`), each with its contract.",
                        "provides",
                        "exports"),
                Key.of(
                        "uses",
                        new Type.Named(Forms.ENDPOINT, new Type.Either(TARGET, new Type.Table(USE)), MOST),
                        "Endpoints that it may call, by the names that it finds them under (`Names.find`); a table says more.",
                        "links",
                        "imports"),
                Key.of("patience", DURATION, "A call of what it serves waits so long for it while it is started again.")
                        .otherwise("10s"));
    }

    private static List<Key> life() {
        return List.of(
                Key.of("isolation", ISOLATION, "Where it runs: in this JVM.").otherwise("isolate"),
                Key.of("restart", RESTART, "When it is started again: always; unless it exits with status 0; never.")
                        .otherwise("permanent"),
                Key.of(
                        "needs",
                        new Type.Items(NAME, MANY),
                        "It is started when these processes and files are ready: when they serve all that they are to serve.",
                        "depends-on",
                        "requires",
                        "after",
                        "wants"),
                Key.of(
                                "ready",
                                DURATION,
                                "It is killed when it is not ready by then. `0s`: never.",
                                "timeout-start-sec",
                                "start-period")
                        .otherwise("90s"),
                Key.of(
                                "shutdown",
                                DURATION,
                                "When it is to end it is asked to exit, and killed after that time. `0s`: at once.",
                                "stop-grace-period",
                                "timeout-stop-sec")
                        .otherwise("0s"),
                Key.of(
                        "health",
                        new Type.Table(HEALTH),
                        "It is asked whether it is well.",
                        "healthcheck",
                        "health-check",
                        "watchdog-sec"),
                Key.of(
                                "spare",
                                new Type.Flag(),
                                "Its next process is made in advance: a restart is faster, for its memory.")
                        .otherwise("true"));
    }

    private static String programs() {
        return "`" + ProgramSource.OWN + String.join("`, `" + ProgramSource.OWN, OwnProgram.words()) + "`";
    }

    private static String servers() {
        StringBuilder text = new StringBuilder();
        for (BuiltIn server : BuiltIn.values()) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append('`')
                    .append(ProgramSource.BUILT_IN)
                    .append(server.word())
                    .append('`');
        }
        return text.toString();
    }

    /** The tables of the reference, in its order. */
    static Map<String, Shape> tables() {
        Map<String, Shape> all = new LinkedHashMap<>();
        all.put("the file itself", SYSTEM);
        all.put("[process.NAME]", PROCESS);
        all.put("an element of mount", MOUNT);
        all.put("an entry of uses", USE);
        all.put("[process.NAME.health]", HEALTH);
        all.put("[files.NAME]", FILES);
        all.put("[session]", SESSION);
        all.put("[supervision]", SUPERVISION);
        return all;
    }
}
