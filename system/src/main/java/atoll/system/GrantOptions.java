package atoll.system;

import atoll.personality.java.Grants;
import atoll.system.definition.Connect;
import atoll.system.definition.Listen;
import atoll.system.definition.Units;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The options that grant something, as typed, and what they mean. */
final class GrantOptions {
    private static final Path HERE = Path.of("").toAbsolutePath();

    // What a file server is named by.
    private static final String MEMORY = "memory:";
    private static final String FOLDER = "folder:";
    private static final String READS = ":ro";
    private static final long MEMORY_BYTES = 64L << 20;
    private static final Path NO_FOLDER = Path.of("/proc/self/fd/-1");

    final List<String> ro = new ArrayList<>();
    final List<String> rw = new ArrayList<>();
    final List<String> mount = new ArrayList<>();
    final List<String> listen = new ArrayList<>();
    final List<String> connect = new ArrayList<>();
    final List<String> env = new ArrayList<>();
    final List<String> prop = new ArrayList<>();

    @Nullable String cwd;

    @Nullable String memory;

    @Nullable String cpu;

    @Nullable String threads;

    /** Guest paths of folders and files granted, to host paths. */
    private final Map<String, Path> mounts = new LinkedHashMap<>();

    /** The file servers among them. */
    final MountOptions servers = new MountOptions();

    /** What the options grant; the working directory comes with {@link #directory}. */
    Grants decode() throws BadInput {
        Grants given = new Grants();
        for (String text : ro) {
            mount(given, "--ro", text, false);
        }
        for (String text : rw) {
            mount(given, "--rw", text, true);
        }
        for (String text : mount) {
            serve(text);
        }
        for (String text : listen) {
            read("--listen", text, Listen::of).give(given);
        }
        for (String text : connect) {
            read("--connect", text, Connect::of).give(given);
        }
        for (String text : env) {
            int at = assignment("--env", text);
            given.environment(text.substring(0, at), text.substring(at + 1));
        }
        for (String text : prop) {
            int at = assignment("--prop", text);
            given.property(text.substring(0, at), text.substring(at + 1));
        }
        if (memory != null) {
            given.memory(size("--memory " + memory, memory));
        }
        if (cpu != null) {
            given.processors(number("--cpu", cpu, Short.MAX_VALUE));
        }
        if (threads != null) {
            given.threads(number("--threads", threads, Integer.MAX_VALUE));
        }
        return given;
    }

    private void mount(Grants given, String option, String text, boolean writable) throws BadInput {
        int colon = text.lastIndexOf(':');
        boolean whole = colon < 0 || Files.exists(path(option, text));
        Path host = path(option, whole ? text : text.substring(0, colon))
                .toAbsolutePath()
                .normalize();
        String guest = whole ? host.toString() : text.substring(colon + 1);
        checkHost(option + " " + text, host, writable);
        String at = place(option, text, guest, host);
        if (writable) {
            given.write(host, at);
        } else {
            given.read(host, at);
        }
    }

    private static void checkHost(String typed, Path host, boolean writable) throws BadInput {
        if (!Files.exists(host)) {
            throw new BadInput(typed + ": no such file or folder: " + host);
        }
        if (!Files.isReadable(host)) {
            throw new BadInput(typed + ": you may not read " + host);
        }
        if (writable && !Files.isWritable(host)) {
            throw new BadInput(typed + ": you may not write " + host);
        }
    }

    /** The guest path as it is granted, which is nobody else's; {@code host}: what is there. */
    private String place(String option, String text, String guest, Path host) throws BadInput {
        if (!guest.startsWith("/")) {
            throw new BadInput(
                    option + " " + text + ": the path in the process must be absolute, not \"" + guest + "\"");
        }
        String at = path(option, guest).normalize().toString();
        if (mounts.put(at, host) != null) {
            throw new BadInput(option + " " + text + ": something else is already granted at " + at);
        }
        return at;
    }

    /** GUEST=memory[:SIZE], or GUEST=folder:HOST[:ro]. */
    private void serve(String text) throws BadInput {
        String typed = "--mount " + text;
        int equals = assignment("--mount", text);
        String guest = text.substring(0, equals);
        String server = text.substring(equals + 1);
        if (server.equals("memory") || server.startsWith(MEMORY)) {
            long bytes = server.equals("memory") ? MEMORY_BYTES : size(typed, server.substring(MEMORY.length()));
            servers.memory(place("--mount", text, guest, NO_FOLDER), bytes);
            return;
        }
        if (!server.startsWith(FOLDER)) {
            throw new BadInput(typed + ": neither memory[:SIZE] nor folder:HOST[:ro]");
        }
        String folder = server.substring(FOLDER.length());
        boolean reads = folder.endsWith(READS) && !Files.exists(path("--mount", folder));
        Path host = path("--mount", reads ? folder.substring(0, folder.length() - READS.length()) : folder)
                .toAbsolutePath()
                .normalize();
        checkHost(typed, host, !reads);
        if (!Files.isDirectory(host)) {
            throw new BadInput(typed + ": a file, not a folder: " + host);
        }
        servers.folder(place("--mount", text, guest, host), host, !reads);
    }

    private static Path path(String option, String text) throws BadInput {
        try {
            if (!text.isEmpty()) {
                return Path.of(text);
            }
        } catch (InvalidPathException e) {
            throw new BadInput(option + ": not a path", e);
        }
        throw new BadInput(option + ": an empty path");
    }

    private static <T> T read(String option, String text, Function<String, T> reads) throws BadInput {
        try {
            return reads.apply(text);
        } catch (IllegalArgumentException e) {
            throw new BadInput(option + " " + text + ": " + BadInput.oneLine(e));
        }
    }

    private static int assignment(String option, String text) throws BadInput {
        int at = text.indexOf('=');
        if (at <= 0) {
            throw new BadInput(option + " " + text + ": not NAME=VALUE");
        }
        return at;
    }

    private static int number(String option, String text, int most) throws BadInput {
        return read(option, text, n -> Units.number(n, 1, most));
    }

    private static long size(String typed, String text) throws BadInput {
        long bytes;
        try {
            bytes = Units.bytes(text);
        } catch (IllegalArgumentException e) {
            throw new BadInput(typed + ": " + BadInput.oneLine(e));
        }
        long most = Runtime.getRuntime().maxMemory();
        if (bytes == 0) {
            throw new BadInput(typed + ": a process needs some memory");
        }
        if (bytes > most) {
            throw new BadInput(typed + ": the JVM of Atoll itself has only " + (most >> 20) + "m");
        }
        return bytes;
    }

    /** Decides the working directory, which must be a folder that the process sees. */
    void directory(Grants given, ProgramFinder.Found found, boolean audited) throws BadInput {
        if (audited) {
            given.directory(path("--cwd", cwd == null ? HERE.toString() : cwd)
                    .toAbsolutePath()
                    .normalize()
                    .toString());
            return;
        }
        if (cwd == null) {
            return;
        }
        String guest = path("--cwd", cwd).toAbsolutePath().normalize().toString();
        Map<String, Path> seen = new LinkedHashMap<>(mounts);
        for (Path path : found.program().classPath()) {
            seen.putIfAbsent(path.toString(), path);
        }
        Path home = Path.of(System.getProperty("java.home"));
        seen.putIfAbsent(home.toString(), home);
        if (!isFolder(guest, seen)) {
            throw new BadInput("--cwd " + cwd + ": the process sees no folder " + guest + "; --ro " + guest
                    + " or --rw " + guest + " grants one");
        }
        given.directory(guest);
    }

    /** {@code options} that an audited run learned, with the working directory if they need it. */
    List<String> learned(List<String> options) {
        List<String> lines = new ArrayList<>(options);
        boolean relative = false;
        for (String line : options) {
            boolean file = line.startsWith("--ro ") || line.startsWith("--rw ");
            relative |= file && Path.of(line.substring("--ro ".length())).startsWith(HERE);
        }
        if (cwd == null && relative) {
            lines.add("--cwd " + HERE);
        }
        return lines;
    }

    private static boolean isFolder(String guest, Map<String, Path> seen) {
        if (guest.equals("/") || guest.equals("/tmp") || guest.equals("/home") || NO_FOLDER.equals(seen.get(guest))) {
            return true;
        }
        Path wanted = Path.of(guest);
        int depth = -1;
        boolean folder = false;
        for (Map.Entry<String, Path> entry : seen.entrySet()) {
            Path mount = Path.of(entry.getKey());
            if (mount.startsWith(wanted) && !mount.equals(wanted)) {
                return true;
            }
            if (wanted.startsWith(mount) && mount.getNameCount() > depth) {
                depth = mount.getNameCount();
                folder = Files.isDirectory(entry.getValue().resolve(mount.relativize(wanted)));
            }
        }
        return folder;
    }
}
