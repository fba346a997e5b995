package guest.hostile;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Category 17: what can be learnt of the host, and how a path can be made to lead out of its mount. */
public final class Snoops {
    private static final String SECRET = System.getProperty("secret");

    private static final Map<String, Attempt> ATTEMPTS = Map.ofEntries(
            Map.entry(
                    "environment",
                    () -> System.getenv().toString() + (System.getenv("PATH") == null ? "" : Attempt.ESCAPED)),
            Map.entry("properties", () -> secretIn(System.getProperties())),
            Map.entry("propertiesAnew", () -> {
                System.setProperties(null);
                return secretIn(System.getProperties());
            }),
            Map.entry("trace", () -> {
                boolean kernel = Arrays.stream(new Throwable().getStackTrace())
                        .anyMatch(f -> f.getClassName().contains("atoll."));
                return kernel ? Attempt.ESCAPED : "no kernel frame";
            }),
            Map.entry("threadTraces", () -> {
                Thread self = Thread.currentThread();
                List<StackTraceElement> frames = new java.util.ArrayList<>();
                Thread other = new Thread(() -> {
                    frames.addAll(List.of(self.getStackTrace()));
                    Thread.getAllStackTraces().values().forEach(t -> frames.addAll(List.of(t)));
                });
                other.start();
                other.join();
                boolean mine = frames.stream().anyMatch(f -> f.getClassName().contains("Snoops"));
                boolean kernel = frames.stream().anyMatch(f -> f.getClassName().contains("atoll."));
                return kernel ? Attempt.ESCAPED + frames : mine ? "no kernel frame" : "no frame at all";
            }),
            Map.entry("allTraces", () -> {
                List<String> foreign = Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .filter(n -> n.contains("Finalizer") || n.contains("reaper") || n.contains("surefire"))
                        .toList();
                return foreign.isEmpty() ? "own threads" : Attempt.ESCAPED + foreign;
            }),
            Map.entry("foreignGroup", () -> {
                for (Thread thread : Thread.getAllStackTraces().keySet()) {
                    ThreadGroup group = thread.getThreadGroup();
                    if (group != null && group.getName().equals("system")) {
                        Thread mine = new Thread(group, () -> Attempt.ran("group"));
                        mine.start();
                        mine.join();
                        return Attempt.ESCAPED + mine;
                    }
                }
                return "own group";
            }),
            Map.entry("groups", () -> {
                ThreadGroup group = Thread.currentThread().getThreadGroup();
                while (group.getParent() != null) {
                    group = group.getParent();
                }
                Thread[] threads = new Thread[100];
                int count = group.enumerate(threads, true);
                for (int i = 0; i < count; i++) {
                    if (threads[i].getName().equals("Finalizer")
                            || threads[i].getName().contains("reaper")) {
                        return Attempt.ESCAPED + threads[i];
                    }
                }
                return "own group";
            }),
            Map.entry(
                    "proc",
                    () -> there(
                            "/proc/self/environ",
                            "/proc/self/root" + SECRET,
                            "/proc/self/cwd",
                            "/dev/fd/0",
                            "/dev/shm",
                            "/etc/passwd",
                            "/proc/1/cmdline")),
            Map.entry(
                    "dotDot",
                    () -> there(
                            "/readable/../.." + SECRET,
                            "/readable/./../shared/../../" + SECRET,
                            "/shared/x/../../.." + SECRET,
                            "//" + SECRET,
                            "/readable/..%2f.." + SECRET,
                            "../../../../../.." + SECRET)),
            Map.entry("symlink", Snoops::symlink),
            Map.entry("symlinkRace", Snoops::symlinkRace),
            Map.entry(
                    "hardLink",
                    () -> Attempt.ESCAPED
                            + Files.createLink(Path.of("/shared/hard"), Path.of("/readable/readable.txt"))),
            Map.entry(
                    "writeReadOnly",
                    () -> Attempt.ESCAPED + Files.writeString(Path.of("/readable/readable.txt"), "overwritten")),
            Map.entry("deleteMount", () -> {
                boolean gone = new File("/shared").delete() || new File("/shared").renameTo(new File("/away"));
                try {
                    Files.delete(Path.of("/shared"));
                    gone = true;
                } catch (IOException refused) {
                    return gone ? Attempt.ESCAPED : "refused";
                }
                return Attempt.ESCAPED;
            }),
            Map.entry("moveMount", () -> Attempt.ESCAPED + Files.move(Path.of("/shared"), Path.of("/tmp/moved"))),
            Map.entry("roots", () -> Arrays.toString(File.listRoots())),
            Map.entry("stores", Snoops::stores),
            Map.entry("messages", Snoops::messages));

    private Snoops() {}

    private static Object secretIn(Properties properties) {
        boolean leaks = properties.containsKey("host.secret")
                || !"/home".equals(properties.getProperty("user.home"))
                || properties.getProperty("sun.java.command") != null
                || properties.getProperty("java.class.path", "").contains("junit");
        return leaks ? Attempt.ESCAPED + properties : "no secret";
    }

    private static Object there(String... paths) {
        List<String> there = new ArrayList<>();
        for (String path : paths) {
            try {
                if (new File(path).exists() || Files.exists(Path.of(path))) {
                    there.add(path);
                }
            } catch (RuntimeException refused) {
                continue;
            }
        }
        return there.isEmpty() ? "nothing there" : Attempt.ESCAPED + there;
    }

    private static Object symlink() throws IOException {
        Path link = Path.of("/shared/link");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, Path.of(SECRET));
        Path up = Path.of("/shared/up");
        Files.deleteIfExists(up);
        Files.createSymbolicLink(up, Path.of("../.."));
        try {
            return there("/shared/link", "/shared/up" + SECRET, "/shared/up/../.." + SECRET, "/shared/up/secret.txt");
        } finally {
            Files.delete(link);
            Files.delete(up);
        }
    }

    /** A name that is now a folder, now a link to where the secret lies, while others read through it. */
    /** The stores of the process are its mounts, by their guest paths. */
    private static Object stores() throws IOException {
        List<String> foreign = new ArrayList<>();
        for (FileStore store : FileSystems.getDefault().getFileStores()) {
            String at = store.toString();
            String path = at.substring(0, at.indexOf(" ("));
            if (!store.name().equals("atoll") || !Files.exists(Path.of(path))) {
                foreign.add(at);
            }
        }
        return foreign.isEmpty() ? "only mounts" : Attempt.ESCAPED + foreign;
    }

    private static Object symlinkRace() throws Exception {
        Path name = Path.of("/shared/race");
        Path folder = Path.of("/shared/folder");
        Path link = Path.of("/shared/racelink");
        Files.createDirectories(folder);
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, Path.of(SECRET).getParent());
        Thread swapper = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    Files.move(folder, name);
                    Files.move(name, folder);
                    Files.move(link, name);
                    Files.move(name, link);
                } catch (IOException again) {
                    Thread.onSpinWait();
                }
            }
        });
        swapper.start();
        boolean read = false;
        for (int i = 0; i < 2_000 && !read; i++) {
            try {
                read = Files.readString(Path.of("/shared/race/secret.txt")).contains("secret");
            } catch (IOException refused) {
                Thread.onSpinWait();
            }
        }
        swapper.interrupt();
        swapper.join();
        Files.deleteIfExists(name);
        Files.deleteIfExists(link);
        Files.deleteIfExists(folder);
        return read ? Attempt.ESCAPED : "never";
    }

    /** Where the host keeps the files of the process is not told in any exception. */
    private static Object messages() throws IOException {
        List<String> told = new ArrayList<>();
        for (Attempt attempt : List.<Attempt>of(
                () -> Files.readString(Path.of("/shared/none")),
                () -> new java.io.FileInputStream("/shared/none"),
                () -> new java.io.FileOutputStream("/none/none"),
                () -> Files.newDirectoryStream(Path.of("/none")),
                () -> Files.copy(Path.of("/none"), Path.of("/none2")),
                () -> new java.util.zip.ZipFile("/shared/none.zip"),
                () -> new java.io.RandomAccessFile("/none", "r"),
                () -> Path.of("/none").toRealPath(),
                () -> File.createTempFile("abc", "d", new File("/none")))) {
            try {
                told.add(String.valueOf(attempt.run()));
            } catch (Throwable e) {
                told.add(e.toString());
            }
        }
        String all =
                told.toString() + new File("x").getCanonicalPath() + Path.of("").toRealPath();
        return all.contains("/dev/shm") || all.contains("atoll-") ? Attempt.ESCAPED + all : "no host path";
    }

    public static void main(String[] args) throws Exception {
        Attempt.main(args, ATTEMPTS);
    }
}
