package guest;

import java.io.File;
import java.io.FileInputStream;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tries to read the file {@code secret} that lies on the host beside the folder mounted at {@code /data}; the argument is
 * its host path. {@code /data} holds links that the host made: {@code out}, {@code up} and {@code absolute}.
 */
public final class FileEscapes {
    private static final int ROUNDS = 2_000;
    private static final String SECRET = "TOP SECRET";

    private static String host;

    private FileEscapes() {}

    public static void main(String[] args) {
        host = args[0];
        Checks checks = new Checks();
        for (String path : List.of(
                host,
                "/data/../secret",
                "/data/x/../../secret",
                "/data/./../secret",
                "//data//..//secret",
                "/data/out",
                "/data/up/secret",
                "/data/up/../secret",
                "/data/absolute",
                "/data/absolute/.",
                "../data/out",
                "/proc/self/root" + host,
                "/proc/self/cwd/../secret",
                "/proc/1/root" + host,
                "/dev/fd/../root" + host,
                "/dev/null/../.." + host,
                "/dev/shm",
                "/dev/stdin",
                "/data/..\0/secret",
                "/data/" + "x/../".repeat(500) + "../secret",
                "/data/" + "y".repeat(300) + "/../../secret",
                "",
                "/data/out/")) {
            checks.check("path " + path.substring(0, Math.min(40, path.length())), () -> hidden(path));
        }
        checks.check("own links", FileEscapes::ownLinks)
                .check("moved links", FileEscapes::movedLinks)
                .check("link through a link", FileEscapes::nestedLinks)
                .check("mount points stay", FileEscapes::mountPoints)
                .check("change through links", FileEscapes::changes)
                .check("directory stream", FileEscapes::directoryStream)
                .check("special files", FileEscapes::specialFiles)
                .check("hard links across mounts", FileEscapes::hardLinks)
                .check("race", FileEscapes::race)
                .done();
    }

    /** No call gives away the secret or its size. */
    private static void hidden(String name) {
        tryRead(name, () -> new String(new FileInputStream(name).readAllBytes()));
        tryRead(name, () -> Files.readString(Path.of(name)));
        tryRead(name, () -> new RandomAccessFile(name, "r").readLine());
        tryRead(name, () -> Files.readAllLines(Path.of(name).toRealPath()).toString());
        tryRead(
                name,
                () -> new String(URI.create("file:" + name.replace("\0", "%00"))
                        .toURL()
                        .openStream()
                        .readAllBytes()));
        tryRead(name, () -> {
            try (FileChannel channel = FileChannel.open(Path.of(name), StandardOpenOption.READ)) {
                ByteBuffer bytes = ByteBuffer.allocate(100);
                channel.read(bytes);
                return new String(bytes.array());
            }
        });
        tryRead(name, () -> {
            Path copy = Files.createTempFile("copy", null);
            Files.copy(Path.of(name), copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            return Files.readString(copy);
        });
        Checks.yes(new File(name).length() != SECRET.length(), "length of " + name);
    }

    private static void tryRead(String name, java.util.concurrent.Callable<String> read) {
        String got;
        try {
            got = read.call();
        } catch (Exception e) {
            Checks.yes(!String.valueOf(e.getMessage()).contains("/dev/shm/atoll"), e);
            return;
        }
        Checks.yes(got == null || !got.contains(SECRET), "read " + name);
    }

    private static void ownLinks() throws Exception {
        int i = 0;
        for (String folder : List.of("/data/", "/tmp/")) {
            for (String target :
                    List.of(host, "../secret", "../../../../../../.." + host, "/proc/self/root" + host, "out")) {
                String link = folder + "own" + i++;
                Files.createSymbolicLink(Path.of(link), Path.of(target));
                hidden(link);
            }
        }
        Files.createSymbolicLink(Path.of("/data/rootlink"), Path.of("/"));
        hidden("/data/rootlink" + host);
        hidden("/data/rootlink/../secret");
    }

    private static void movedLinks() throws Exception {
        Path deep = Files.createDirectories(Path.of("/data/m/n/o"));
        Files.createSymbolicLink(deep.resolve("up"), Path.of("../../../secret"));
        Files.writeString(Path.of("/data/secret"), "mine");
        Checks.same("mine", Files.readString(deep.resolve("up")));
        Files.move(deep, Path.of("/data/o"));
        hidden("/data/o/up");
        Files.move(Path.of("/data/o"), Path.of("/data/m/o"));
        hidden("/data/m/o/up");
    }

    private static void nestedLinks() throws Exception {
        Files.createSymbolicLink(Path.of("/data/one"), Path.of("."));
        Files.createSymbolicLink(Path.of("/data/two"), Path.of("one/../.."));
        hidden("/data/two/secret");
        hidden("/data/one/one/one/out");
        Files.createSymbolicLink(Path.of("/data/three"), Path.of("up/up/up"));
        hidden("/data/three/secret");
    }

    private static void mountPoints() {
        Checks.refused(java.io.IOException.class, () -> Files.move(Path.of("/data"), Path.of("/gone")));
        Checks.refused(java.io.IOException.class, () -> Files.delete(Path.of("/data")));
        Checks.yes(!new File("/data").delete() && !new File("/data").renameTo(new File("/gone")), "mount point");
        Checks.refused(java.io.IOException.class, () -> Files.delete(Path.of("/")));
        Checks.refused(java.io.IOException.class, () -> Files.move(Path.of("/"), Path.of("/gone")));
        Checks.refused(java.io.IOException.class, () -> Files.move(Path.of("/tmp"), Path.of("/data")));
    }

    private static void changes() throws Exception {
        for (String link : List.of("/data/out", "/data/absolute")) {
            Path path = Path.of(link);
            ignore(() -> Files.setLastModifiedTime(path, FileTime.fromMillis(0)));
            ignore(() -> Files.setPosixFilePermissions(path, Set.of()));
            ignore(() -> Files.getFileAttributeView(
                            path, java.nio.file.attribute.PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setPermissions(Set.of()));
            ignore(() -> Files.writeString(path, "changed"));
            ignore(() -> new RandomAccessFile(link, "rw").setLength(0));
            new File(link).setLastModified(0);
            new File(link).setReadOnly();
            ignore(() -> Files.setOwner(path, Files.getOwner(Path.of("/tmp"))));
        }
    }

    private static void ignore(Checks.Body body) {
        try {
            body.run();
        } catch (Throwable e) {
            // Refused or not there: the host compares the secret afterwards.
        }
    }

    private static void directoryStream() throws Exception {
        try (var stream = Files.newDirectoryStream(Path.of("/data"))) {
            if (stream instanceof SecureDirectoryStream<Path> secure) {
                try (var channel = secure.newByteChannel(Path.of("../secret"), Set.of(StandardOpenOption.READ))) {
                    throw new AssertionError("opened " + channel);
                } catch (java.io.IOException e) {
                    return;
                }
            }
        }
    }

    private static void specialFiles() {
        for (String name :
                List.of("/proc", "/sys", "/etc/passwd", "/root", "/var", "/dev/mem", "/dev/tty", "/dev/shm")) {
            Checks.yes(!Files.exists(Path.of(name)) && !new File(name).exists(), name);
        }
    }

    private static void hardLinks() throws Exception {
        ignore(() -> Files.createLink(Path.of("/data/hard"), Path.of("/data/out")));
        hidden("/data/hard");
        ignore(() -> Files.createLink(Path.of("/tmp/hard"), Path.of("/data/absolute")));
        hidden("/tmp/hard");
    }

    /** One thread puts a link to outside where a folder was, and back; another opens through it. */
    private static void race() throws Exception {
        Files.createDirectories(Path.of("/data/folder"));
        Files.writeString(Path.of("/data/folder/secret"), "mine");
        Files.createSymbolicLink(Path.of("/data/trap"), Path.of(".."));
        AtomicBoolean over = new AtomicBoolean();
        Thread swapper = new Thread(() -> {
            for (int i = 0; i < ROUNDS; i++) {
                swap("folder", "aside");
                swap("trap", "folder");
                swap("folder", "trap");
                swap("aside", "folder");
            }
            over.set(true);
        });
        swapper.start();
        int read = 0;
        while (!over.get()) {
            tryRead("race", () -> Files.readString(Path.of("/data/folder/secret")));
            tryRead("race", () -> new String(new FileInputStream("/data/folder/secret").readAllBytes()));
            tryRead(
                    "race",
                    () -> String.valueOf(Files.list(Path.of("/data/folder")).toList()));
            read++;
        }
        swapper.join();
        Checks.yes(read > 0, "never read");
        Checks.same("mine", Files.readString(Path.of("/data/folder/secret")));
    }

    private static void swap(String from, String to) {
        Checks.yes(new File("/data/" + from).renameTo(new File("/data/" + to)), from + " to " + to);
    }
}
