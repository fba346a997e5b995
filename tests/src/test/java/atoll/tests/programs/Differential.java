package atoll.tests.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import atoll.kernel.DeathNotice;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.personality.java.Streams;
import atoll.system.Atoll;
import atoll.system.service.ServedGrants;
import atoll.system.service.Services;
import atoll.tests.FreePort;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Runs a row on the plain JVM and in Atoll, in the same folder made anew, and compares what they did. */
final class Differential {
    private static final int SECONDS = Integer.getInteger("programs.seconds", 150);

    /** What one command did. */
    private record Done(String status, String out, String err) {}

    private interface Machine {
        Running start(Row.Command command) throws Exception;
    }

    /** A command that was started. */
    private interface Running {
        String written() throws IOException;

        boolean over();

        /** Waits for its end. */
        Done end() throws Exception;

        void kill() throws InterruptedException;
    }

    private final Row row;
    private final Path folder;
    private final List<Path> classPath;
    private final int[] ports = {FreePort.next(), FreePort.next()};

    /** What the programs are given in Atoll. */
    private Grants grants;

    Differential(Row row, Path base) throws Exception {
        this.row = row;
        this.folder = base.toRealPath().resolve("work");
        this.classPath = jars();
        this.grants = own();
        for (int port : ports) {
            grants.listenLocal(port).connectLocal(port);
        }
    }

    private Grants own() {
        Grants own = new Grants()
                .write(folder, folder.toString())
                .directory(folder.toString())
                .property("user.home", folder.toString());
        row.properties.forEach(own::property);
        return own;
    }

    /** From now on the programs reach their folder, and the host's ports, through servers, which are added to these. Their names. */
    Set<String> serve(Services services) throws IOException {
        Files.createDirectories(folder);
        Grants direct = own();
        for (int port : ports) {
            direct.listen(port).connect("localhost", port);
        }
        ServedGrants served = new ServedGrants(Atoll.boot(), row.name, direct);
        served.services().values().forEach(services::add);
        grants = served.grants();
        return served.services().keySet();
    }

    private List<Path> jars() throws Exception {
        List<Path> jars = new ArrayList<>();
        if (row.transitive && !row.coordinates.isEmpty()) {
            jars.addAll(Central.classPath(row.coordinates));
        } else {
            for (String c : row.coordinates) {
                jars.add(Central.file(c));
            }
        }
        Class<?> home = row.home;
        if (home != null) {
            jars.add(Path.of(
                    home.getProtectionDomain().getCodeSource().getLocation().toURI()));
        }
        return jars;
    }

    /** Fails when the two runs of {@code row} differ; works in {@code base}. */
    static void check(Row row, Path base) throws Exception {
        Differential d = new Differential(row, base);
        assertEquals(d.plain(), d.atoll(), row.name);
    }

    String plain() throws Exception {
        return all(this::plain);
    }

    String atoll() throws Exception {
        return all(this::atoll);
    }

    /** Prepares the folder, runs all commands; tells everything that must be equal, as text. */
    private String all(Machine machine) throws Exception {
        delete(folder);
        Files.createDirectories(folder);
        for (var file : row.files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, withPorts(file.getValue()));
        }
        for (var source : row.sources.entrySet()) {
            unpack(Central.file(source.getKey()), folder.resolve(source.getValue()));
        }
        for (var list : row.lists.entrySet()) {
            try (Stream<Path> all = Files.walk(folder.resolve(list.getKey()))) {
                List<String> names = all.map(p -> folder.relativize(p).toString())
                        .filter(n -> n.endsWith(".java"))
                        .sorted()
                        .toList();
                Files.write(folder.resolve(list.getValue()), names);
            }
        }
        for (var copy : row.copies.entrySet()) {
            Path path = folder.resolve(copy.getValue());
            Files.createDirectories(path.getParent());
            Files.copy(Central.file(copy.getKey()), path);
        }
        StringBuilder told = new StringBuilder();
        Map<Row.Command, Running> servers = new LinkedHashMap<>();
        try {
            for (Row.Command command : row.commands) {
                Running running = machine.start(withPorts(command));
                if (command.ready() != null) {
                    servers.put(command, running);
                    awaitReady(running, command.ready());
                } else {
                    tell(command, running.end(), told);
                }
            }
            for (Map.Entry<Row.Command, Running> server : servers.entrySet()) {
                tell(server.getKey(), server.getValue().end(), told);
            }
        } finally {
            for (Running server : servers.values()) {
                server.kill();
            }
        }
        filesLeft()
                .forEach((name, what) ->
                        told.append(name).append(' ').append(what).append('\n'));
        return told.toString();
    }

    private void tell(Row.Command command, Done done, StringBuilder told) {
        told.append("== ").append(command.main()).append(' ').append(command.arguments());
        told.append("\nstatus ").append(done.status);
        told.append("\n-- out\n").append(cleaned(done.out));
        told.append("\n-- err\n").append(cleaned(done.err)).append('\n');
    }

    private String withPorts(String text) {
        return text.replace("@1@", "" + ports[0]).replace("@2@", "" + ports[1]);
    }

    private Row.Command withPorts(Row.Command command) {
        List<String> arguments =
                command.arguments().stream().map(this::withPorts).toList();
        return new Row.Command(command.main(), arguments, command.input(), command.ready());
    }

    private static void awaitReady(Running server, String text) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!server.written().contains(text)) {
            if (server.over() || System.nanoTime() > deadline) {
                throw new AssertionError("did not write \"" + text + "\": " + server.written());
            }
            Thread.sleep(1);
        }
    }

    private String cleaned(String text) {
        String result = text;
        for (Row.Rule rule : row.rules) {
            result = rule.pattern().matcher(result).replaceAll(rule.replacement());
        }
        return row.unordered ? result.lines().sorted().collect(Collectors.joining("\n")) : result;
    }

    // -- the plain JVM

    private Running plain(Row.Command command) throws IOException {
        List<String> line = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        line.add("-Djava.awt.headless=true");
        line.add("-Duser.home=" + folder);
        row.properties.forEach((k, v) -> line.add("-D" + k + "=" + v));
        line.add("-cp");
        line.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        line.add(command.main());
        line.addAll(command.arguments());
        Path streams = Files.createTempDirectory(folder.getParent(), "streams");
        Path in = Files.writeString(streams.resolve("in"), command.input());
        Path out = Files.createFile(streams.resolve("out"));
        Path err = Files.createFile(streams.resolve("err"));
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().put("LC_ALL", "C.UTF-8");
        return new OnJvm(builder.start(), out, err);
    }

    private record OnJvm(Process process, Path out, Path err) implements Running {
        @Override
        public String written() throws IOException {
            return Files.readString(out) + Files.readString(err);
        }

        @Override
        public boolean over() {
            return !process.isAlive();
        }

        @Override
        public Done end() throws Exception {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                kill();
                throw new AssertionError("the plain JVM did not end: " + written());
            }
            return new Done("" + process.exitValue(), Files.readString(out), Files.readString(err));
        }

        @Override
        public void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }
    }

    // -- Atoll

    private Running atoll(Row.Command command) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams =
                new Streams(new ByteArrayInputStream(command.input().getBytes(StandardCharsets.UTF_8)), out, err);
        Program program = new Program(row.name, classPath, command.main(), command.arguments());
        return new InAtoll(Atoll.boot().spawn(program, grants, streams), out, err);
    }

    private record InAtoll(atoll.kernel.Process process, ByteArrayOutputStream out, ByteArrayOutputStream err)
            implements Running {
        @Override
        public String written() {
            return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
        }

        @Override
        public boolean over() {
            return process.death().isDone();
        }

        @Override
        public Done end() throws Exception {
            try {
                DeathNotice notice = process.death().get(SECONDS, TimeUnit.SECONDS);
                return new Done(
                        "" + (notice.status().code() & 0xff),
                        out.toString(StandardCharsets.UTF_8),
                        err.toString(StandardCharsets.UTF_8));
            } catch (TimeoutException e) {
                kill();
                throw new AssertionError("did not end in Atoll: " + written(), e);
            }
        }

        @Override
        public void kill() {
            process.kill();
        }
    }

    // -- files

    private Map<String, String> filesLeft() throws Exception {
        TreeMap<String, String> left = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(path).toString();
                if (name.startsWith(".java/")) {
                    continue; // The JDK's cache of fonts: written once per JVM, and there is one JVM here.
                }
                boolean any = row.ignored.values().stream()
                        .anyMatch(p -> p.matcher(name).matches());
                left.put(name, any ? "exists" : digest(path));
            }
        }
        return left;
    }

    /** Archives are compared by what is in them: their entries carry the time of the run. */
    private static String digest(Path path) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        if (path.toString().endsWith(".jar")) {
            try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(path))) {
                for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
                    digest.update(e.getName().getBytes(StandardCharsets.UTF_8));
                    digest.update(zip.readAllBytes());
                }
            }
        } else {
            digest.update(Files.readAllBytes(path));
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }

    private static void unpack(Path jar, Path to) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(jar))) {
            for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
                Path path = to.resolve(e.getName()).normalize();
                if (!e.isDirectory() && path.startsWith(to)) {
                    Files.createDirectories(path.getParent());
                    Files.copy(zip, path);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
