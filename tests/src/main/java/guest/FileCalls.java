package guest;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The file calls of the JDK, in the folder that the argument names; with a second argument, refused for reading only. */
public final class FileCalls {
    private static Path home;

    private FileCalls() {}

    public static void main(String[] args) {
        home = Path.of(args[0]);
        Checks checks = new Checks();
        if (args.length > 1) {
            refusals(checks, args[1]);
        } else {
            works(checks);
        }
        checks.done();
    }

    private static void works(Checks checks) {
        checks.check("streams", FileCalls::streams)
                .check("random access", FileCalls::randomAccess)
                .check("java.io.File", FileCalls::file)
                .check("zip and jar", FileCalls::archives)
                .check("nio", FileCalls::nio)
                .check("channel, map and lock", FileCalls::channel)
                .check("asynchronous channel", FileCalls::asynchronous)
                .check("watch service", FileCalls::watch)
                .check("symbolic links", FileCalls::symbolicLinks)
                .check("hard link", FileCalls::hardLink)
                .check("attributes", FileCalls::attributes)
                .check("file store", FileCalls::store)
                .check("walk", FileCalls::walk)
                .check("messages", FileCalls::messages);
    }

    private static Path fresh(String name) throws IOException {
        return Files.createDirectories(home.resolve(name));
    }

    private static void streams() throws IOException {
        File file = fresh("streams").resolve("a").toFile();
        try (FileOutputStream out = new FileOutputStream(file)) {
            out.write("one".getBytes());
        }
        try (FileOutputStream out = new FileOutputStream(file.getPath(), true)) {
            out.write("two".getBytes());
        }
        try (FileInputStream in = new FileInputStream(file)) {
            Checks.same("onetwo", new String(in.readAllBytes()));
        }
        try (java.io.PrintWriter out = new java.io.PrintWriter(file, StandardCharsets.UTF_8)) {
            out.print("three");
        }
        Checks.same("three", new java.util.Scanner(file).next());
    }

    private static void randomAccess() throws IOException {
        File file = fresh("random").resolve("a").toFile();
        try (RandomAccessFile random = new RandomAccessFile(file, "rw")) {
            random.setLength(1000);
            random.seek(500);
            random.writeInt(7);
            random.seek(500);
            Checks.same(7, random.readInt());
        }
        Checks.same(1000L, file.length());
        try (RandomAccessFile random = new RandomAccessFile(file, "r")) {
            Checks.refused(IOException.class, () -> random.write(1));
        }
    }

    private static void file() throws IOException {
        File folder = fresh("file").toFile();
        File a = new File(folder, "a");
        Checks.yes(a.createNewFile() && !a.createNewFile(), "create");
        Checks.yes(a.exists() && a.isFile() && !a.isDirectory() && a.canRead() && a.canWrite(), "attributes");
        Checks.yes(a.setLastModified(1_000_000_000_000L) && a.lastModified() == 1_000_000_000_000L, "time");
        File b = new File(folder, "b");
        Checks.yes(a.renameTo(b) && b.exists() && !a.exists(), "rename");
        Checks.yes(new File(folder, "x/y").mkdirs() && !new File(folder, "x").delete(), "mkdirs");
        Checks.same(
                List.of("b", "x"),
                java.util.Arrays.stream(folder.list()).sorted().toList());
        Checks.yes(b.setReadOnly() && b.setWritable(true) && b.setExecutable(true) && b.canExecute(), "modes");
        Checks.yes(b.delete() && !b.exists() && !b.delete(), "delete");
        Checks.same(folder.getAbsolutePath() + "/z", new File(folder, "x/../z").getCanonicalPath());
        Checks.yes(folder.getTotalSpace() > 0 && folder.getUsableSpace() > 0, "space");
        Checks.yes(File.createTempFile("abc", null, folder).exists(), "temp");
        Checks.same(null, new File(folder, "none").list());
        Checks.yes(!new File(folder, "a\0b").exists(), "NUL");
    }

    private static void archives() throws IOException {
        File jar = fresh("archives").resolve("a.jar").toFile();
        try (JarOutputStream out = new JarOutputStream(new FileOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("entry"));
            out.write("inside".getBytes());
        }
        try (ZipFile zip = new ZipFile(jar);
                JarFile same = new JarFile(jar)) {
            Checks.same(
                    "inside",
                    new String(zip.getInputStream(zip.getEntry("entry")).readAllBytes()));
            Checks.same(jar.getPath(), same.getName());
        }
        try (var in =
                java.net.URI.create("jar:" + jar.toURI() + "!/entry").toURL().openStream()) {
            Checks.same("inside", new String(in.readAllBytes()));
        }
        try (var files = FileSystems.newFileSystem(jar.toPath())) {
            Checks.same("inside", Files.readString(files.getPath("/entry")));
        }
        try (var loader =
                new java.net.URLClassLoader(new java.net.URL[] {jar.toURI().toURL()})) {
            Checks.same("inside", new String(loader.getResourceAsStream("entry").readAllBytes()));
        }
    }

    private static void nio() throws IOException {
        Path folder = fresh("nio");
        Path a = Files.writeString(folder.resolve("a"), "text");
        Checks.same("text", Files.readString(a));
        Checks.refused(FileAlreadyExistsException.class, () -> Files.createFile(a));
        Path b = Files.copy(a, folder.resolve("b"));
        Files.move(b, folder.resolve("c"), StandardCopyOption.ATOMIC_MOVE);
        Checks.refused(NoSuchFileException.class, () -> Files.readString(b));
        Checks.refused(NoSuchFileException.class, () -> Files.delete(b));
        Checks.refused(java.nio.file.DirectoryNotEmptyException.class, () -> Files.delete(folder));
        Checks.same(4L, Files.size(folder.resolve("c")));
        Checks.yes(Files.isSameFile(a, folder.resolve("../nio/a")), "same file");
        Checks.same(folder.resolve("a"), folder.resolve("./x/../a").normalize());
        Path temp = Files.createTempFile(folder, "t", null);
        Checks.yes(Files.exists(temp) && Files.deleteIfExists(temp) && !Files.deleteIfExists(temp), "temp");
        Checks.same("text", new String(Files.newInputStream(a).readAllBytes()));
        Checks.same(-1L, Files.mismatch(a, folder.resolve("c")));
        Checks.same("text/plain", Files.probeContentType(Path.of("x.txt")));
    }

    private static void channel() throws IOException {
        Path file = fresh("channel").resolve("a");
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var map = channel.map(FileChannel.MapMode.READ_WRITE, 0, 100);
            map.put(50, (byte) 9);
            map.force();
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, 50);
            Checks.same((byte) 9, one.get(0));
            try (FileLock lock = channel.lock()) {
                Checks.yes(lock.isValid(), lock);
                Checks.refused(java.nio.channels.OverlappingFileLockException.class, channel::tryLock);
            }
            try (FileChannel to =
                    FileChannel.open(file.resolveSibling("b"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                Checks.same(100L, channel.transferTo(0, 100, to));
            }
        }
        Checks.same(100L, Files.size(file.resolveSibling("b")));
    }

    private static void asynchronous() throws Exception {
        Path file = fresh("asynchronous").resolve("a");
        try (var channel = java.nio.channels.AsynchronousFileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            Checks.same(3, channel.write(ByteBuffer.wrap("abc".getBytes()), 0).get(20, TimeUnit.SECONDS));
        }
        Checks.same("abc", Files.readString(file));
    }

    private static void watch() throws Exception {
        Path folder = fresh("watch");
        try (var service = FileSystems.getDefault().newWatchService()) {
            folder.register(service, StandardWatchEventKinds.ENTRY_CREATE);
            Files.createFile(folder.resolve("made"));
            var key = service.poll(20, TimeUnit.SECONDS);
            Checks.same("made", key.pollEvents().get(0).context().toString());
        }
    }

    private static void symbolicLinks() throws IOException {
        Path folder = fresh("links");
        Files.writeString(folder.resolve("target"), "text");
        Path relative = Files.createSymbolicLink(folder.resolve("relative"), Path.of("target"));
        Path absolute = Files.createSymbolicLink(folder.resolve("absolute"), folder.resolve("target"));
        Checks.same("text", Files.readString(relative));
        Checks.same("text", Files.readString(absolute));
        Checks.same("text", new String(new FileInputStream(absolute.toFile()).readAllBytes()));
        Checks.same("target", Files.readSymbolicLink(relative).toString());
        Checks.same(folder.resolve("target"), absolute.toRealPath());
        Checks.same(absolute, absolute.toRealPath(LinkOption.NOFOLLOW_LINKS));
        Checks.same(folder.resolve("target").toString(), absolute.toFile().getCanonicalPath());
        Path loop = Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));
        Checks.refused(FileSystemException.class, () -> Files.readString(loop));
        Checks.refused(FileSystemException.class, loop::toRealPath);
        Checks.refused(FileNotFoundException.class, () -> new FileInputStream(loop.toFile()));
        Checks.yes(!Files.exists(loop) && !loop.toFile().exists(), "a loop exists");
        Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), Path.of("none"));
        Checks.yes(!Files.exists(dangling) && Files.exists(dangling, LinkOption.NOFOLLOW_LINKS), "dangling");
        Files.writeString(dangling, "made");
        Checks.same("made", Files.readString(folder.resolve("none")));
        Files.delete(absolute);
        Checks.same("text", Files.readString(folder.resolve("target")));
        // A relative link in a folder that moves to another depth leads elsewhere, yet never out.
        Path deep = Files.createDirectories(folder.resolve("p/q/r"));
        Files.createSymbolicLink(deep.resolve("up"), Path.of("../../../target"));
        Checks.same("text", Files.readString(deep.resolve("up")));
        Files.move(deep, folder.resolve("r"));
        Checks.yes(
                !Files.exists(folder.resolve("r/up"))
                        || !Files.readString(folder.resolve("r/up")).contains("secret"),
                "up");
    }

    private static void hardLink() throws IOException {
        Path folder = fresh("hard");
        Path a = Files.writeString(folder.resolve("a"), "text");
        Path b = Files.createLink(folder.resolve("b"), a);
        Files.delete(a);
        Checks.same("text", Files.readString(b));
    }

    private static void attributes() throws IOException {
        Path file = Files.createFile(fresh("attributes").resolve("a"));
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L));
        Checks.same(1_000_000_000_000L, Files.getLastModifiedTime(file).toMillis());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        Checks.same("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setPermissions(PosixFilePermissions.fromString("rw-------"));
        Files.setOwner(file, Files.getOwner(file));
        var user = Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
        try {
            user.write("own", ByteBuffer.wrap("x".getBytes()));
            Checks.same(List.of("own"), user.list());
            user.delete("own");
        } catch (FileSystemException e) {
            // The host's file system has no such attributes.
        }
        Checks.yes(Files.readAttributes(file, "unix:*").containsKey("ino"), "unix attributes");
    }

    private static void store() throws IOException {
        var store = Files.getFileStore(fresh("store"));
        Checks.yes(store.getTotalSpace() > 0 && store.getUsableSpace() > 0, store);
        Checks.yes(!store.isReadOnly() && store.supportsFileAttributeView("posix"), store);
        for (var other : FileSystems.getDefault().getFileStores()) {
            Checks.yes(!other.toString().contains("/dev/shm"), other);
        }
    }

    private static void walk() throws IOException {
        try (var all = Files.walk(Path.of("/"), 3)) {
            Checks.yes(all.noneMatch(p -> p.toString().contains("atoll-") || p.startsWith("/proc")), "host names");
        }
        try (var folder = Files.newDirectoryStream(home)) {
            for (Path path : folder) {
                Checks.yes(path.startsWith(home), path);
            }
        }
    }

    private static void messages() throws IOException {
        Path none = home.resolve("none/none");
        for (String message : List.of(
                Checks.refused(FileNotFoundException.class, () -> new FileInputStream(none.toFile())),
                Checks.refused(FileNotFoundException.class, () -> new FileOutputStream(none.toFile())),
                Checks.refused(FileNotFoundException.class, () -> new RandomAccessFile(none.toFile(), "rw")),
                Checks.refused(IOException.class, () -> none.toFile().createNewFile()) + none,
                Checks.refused(NoSuchFileException.class, () -> new ZipFile(none.toFile())),
                Checks.refused(NoSuchFileException.class, () -> Files.newInputStream(none)),
                Checks.refused(NoSuchFileException.class, () -> Files.createDirectory(none)),
                Checks.refused(NoSuchFileException.class, () -> Files.move(none, home.resolve("x"))),
                Checks.refused(NoSuchFileException.class, none::toRealPath))) {
            Checks.yes(message.contains(none.toString()) && !message.contains("/dev/shm"), message);
        }
    }

    private static void refusals(Checks checks, String flag) {
        Path file = home.resolve("file");
        checks.check("reads", () -> Checks.same("given", Files.readString(file)))
                .check("lists", () -> Checks.yes(home.toFile().list().length > 0, "list"))
                .check("no nio write", () -> denied(flag, () -> Files.writeString(file, "x")))
                .check("no create", () -> denied(flag, () -> Files.createFile(home.resolve("new"))))
                .check("no delete", () -> denied(flag, () -> Files.delete(file)))
                .check("no folder", () -> denied(flag, () -> Files.createDirectory(home.resolve("new"))))
                .check("no link", () -> denied(flag, () -> Files.createSymbolicLink(home.resolve("new"), file)))
                .check("no hard link", () -> denied(flag, () -> Files.createLink(Path.of("/tmp/hard"), file)))
                .check("no move out", () -> denied(flag, () -> Files.move(file, Path.of("/tmp/moved"))))
                .check(
                        "no move in",
                        () -> denied(flag, () -> {
                            Path mine = Files.createTempFile("in", null);
                            Files.move(mine, home.resolve("in"));
                        }))
                .check("no time", () -> denied(flag, () -> Files.setLastModifiedTime(file, FileTime.fromMillis(0))))
                .check("no mode", () -> denied(flag, () -> mode(file)))
                .check(
                        "no mode of the name",
                        () -> denied(
                                flag,
                                () -> Files.getFileAttributeView(
                                                file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                                        .setPermissions(PosixFilePermissions.fromString("rwxrwxrwx"))))
                .check("no owner", () -> denied(flag, () -> Files.setOwner(file, Files.getOwner(file))))
                .check(
                        "no attribute",
                        () -> denied(
                                flag,
                                () -> Files.getFileAttributeView(file, UserDefinedFileAttributeView.class)
                                        .write("own", ByteBuffer.allocate(1))))
                .check("copies out", () -> Files.copy(file, Path.of("/tmp/copy"), StandardCopyOption.COPY_ATTRIBUTES))
                .check("no stream", () -> denied(flag, () -> new FileOutputStream(file.toFile())))
                .check("no random access", () -> denied(flag, () -> new RandomAccessFile(file.toFile(), "rw")))
                .check(
                        "no new file",
                        () -> denied(flag, () -> home.resolve("new").toFile().createNewFile()))
                .check("answers false", FileCalls::answers)
                .check(
                        "store says so",
                        () -> Checks.yes(Files.getFileStore(file).isReadOnly(), "store"));
    }

    private static void mode(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    private static void answers() {
        File file = home.resolve("file").toFile();
        Checks.yes(
                !file.delete()
                        && !file.setLastModified(1)
                        && !file.setWritable(true)
                        && !file.setReadOnly()
                        && !file.renameTo(new File("/tmp/renamed"))
                        && !home.resolve("new").toFile().mkdir()
                        && !file.canWrite()
                        && !Files.isWritable(file.toPath())
                        && file.canRead(),
                "answers");
    }

    private static void denied(String flag, Checks.Body body) {
        String message = Checks.refused(IOException.class, body);
        Checks.yes(message.contains("process ") && message.contains(flag), message);
        Checks.yes(!message.contains("/dev/shm"), message);
    }
}
