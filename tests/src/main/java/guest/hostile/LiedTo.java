package guest.hostile;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Does with the files of a folder what programs do, and says what came of each call, on a line of its own. */
public final class LiedTo {
    private static final int MOST_BYTES = 3_000_000;
    private static final int MOST_NAMES = 5_000;
    private static final long BELIEVED = 1 << 28;

    private final Path home;
    private final Path file;
    private final Path folder;
    private final Path own = Path.of("/tmp/own");
    private final Map<String, Call> calls = new LinkedHashMap<>();

    private LiedTo(Path home) {
        this.home = home;
        this.file = home.resolve("file");
        this.folder = home.resolve("folder");
        looks();
        reads();
        lists();
        writes();
        moves();
    }

    private interface Call {
        Object run() throws Exception;
    }

    public static void main(String[] args) throws IOException {
        LiedTo all = new LiedTo(Path.of(args[0]));
        Files.writeString(all.own, "own");
        all.calls.forEach((name, call) -> {
            System.out.println(name + ": " + outcome(call));
            // Some lie about that too.
            Thread.interrupted();
        });
        System.out.println("own " + Files.readString(all.own));
        System.exit(0);
    }

    private static String outcome(Call call) {
        try {
            return "result " + call.run();
        } catch (Throwable e) {
            Throwable told =
                    e instanceof java.io.UncheckedIOException || e instanceof java.nio.file.DirectoryIteratorException
                            ? e.getCause()
                            : e;
            StringBuilder text = new StringBuilder(told instanceof IOException ? "IO " : "OTHER ");
            for (Throwable at = told; at != null; at = at.getCause()) {
                String message = String.valueOf(at.getMessage());
                text.append(at.getClass().getName())
                        .append(": ")
                        .append(message, 0, Math.min(200, message.length()))
                        .append(at.getCause() == null ? "" : " < ");
            }
            return text.toString().replace('\n', ' ').replace('\r', ' ');
        }
    }

    private void looks() {
        for (Path path : new Path[] {home, file, folder, home.resolve("folder/../file"), home.resolve("none/x")}) {
            File old = path.toFile();
            calls.put(
                    "java.io " + path,
                    () -> old.exists() + " " + old.isFile() + " " + old.isDirectory() + " "
                            + old.length() + " " + old.lastModified() + " " + old.canRead() + " " + old.canWrite() + " "
                            + old.canExecute() + " " + old.isHidden());
            calls.put(
                    "attributes " + path,
                    () -> Files.readAttributes(path, PosixFileAttributes.class).size());
            calls.put(
                    "attributes of a link " + path,
                    () -> Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                            .lastModifiedTime());
            calls.put("exists " + path, () -> Files.exists(path) + " " + Files.notExists(path));
            calls.put("size " + path, () -> Files.size(path));
            calls.put("real path " + path, () -> path.toRealPath());
            calls.put("canonical " + path, () -> old.getCanonicalPath());
            calls.put("store " + path, () -> Files.getFileStore(path).isReadOnly());
            calls.put("link " + path, () -> Files.readSymbolicLink(path));
        }
        calls.put("same", () -> Files.isSameFile(file, folder));
    }

    /** Who copies a file that has no end fills what it copies to, here as on a host. */
    private static boolean ends(Path path) throws IOException {
        try (FileInputStream in = new FileInputStream(path.toFile())) {
            return in.readNBytes(MOST_BYTES).length < MOST_BYTES;
        }
    }

    private void reads() {
        calls.put("read all", () -> {
            long size = Files.size(file);
            boolean tried = ends(file) && (size <= BELIEVED || size > Integer.MAX_VALUE);
            return tried ? Files.readAllBytes(file).length : "not tried";
        });
        calls.put("read text", () -> {
            try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
                return lines.limit(10)
                        .filter(line -> line.length() < MOST_BYTES)
                        .count();
            }
        });
        calls.put("stream", () -> {
            try (FileInputStream in = new FileInputStream(file.toFile())) {
                byte[] bytes = new byte[300_000];
                int all = 0;
                int count = in.read(bytes);
                while (count > 0 && all < MOST_BYTES) {
                    all += count;
                    count = in.read(bytes);
                }
                return all + " " + in.skip(7) + " " + in.available() + " " + in.readNBytes(MOST_BYTES).length;
            }
        });
        calls.put("random", () -> {
            try (RandomAccessFile random = new RandomAccessFile(file.toFile(), "r")) {
                long length = random.length();
                random.seek(Math.max(0, length - 2));
                int count = random.read(new byte[10]);
                random.seek(Long.MAX_VALUE - 3);
                return length + " " + count + " " + random.read(new byte[10]) + " " + random.getFilePointer() + " "
                        + random.skipBytes(9);
            }
        });
        calls.put("channel", () -> {
            try (FileChannel channel = FileChannel.open(file)) {
                ByteBuffer direct = ByteBuffer.allocateDirect(200_000);
                ByteBuffer[] several = {ByteBuffer.allocate(1), ByteBuffer.allocateDirect(70_000)};
                return channel.read(direct) + " " + channel.read(direct.clear(), Long.MAX_VALUE - 5) + " "
                        + channel.read(several) + " " + channel.size() + " " + channel.position();
            }
        });
        calls.put("map", () -> {
            try (FileChannel channel = FileChannel.open(file)) {
                return channel.map(FileChannel.MapMode.READ_ONLY, 0, 1);
            } catch (UnsupportedOperationException e) {
                return "refused";
            }
        });
        calls.put("transfer", () -> {
            try (FileChannel channel = FileChannel.open(file);
                    FileChannel to =
                            FileChannel.open(Path.of("/tmp/to"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                return channel.transferTo(0, MOST_BYTES, to) + " " + to.transferFrom(channel, 0, MOST_BYTES);
            }
        });
    }

    /** A name that is a path would lead a program that trusts its file system to other files. */
    private static String judged(Path parent, String name) {
        if (name.isEmpty()
                || name.length() > 255
                || name.equals(".")
                || name.equals("..")
                || name.contains("/")
                || name.indexOf('\0') >= 0
                || !parent.resolve(name).getParent().equals(parent)) {
            throw new AssertionError("WRONG: a name that is none: " + name);
        }
        return name;
    }

    private void lists() {
        calls.put("list of java.io", () -> {
            String[] names = home.toFile().list();
            for (String name : names == null ? new String[0] : names) {
                judged(home, name);
            }
            return names == null ? "none" : names.length;
        });
        calls.put("list", () -> {
            int count = 0;
            try (DirectoryStream<Path> paths = Files.newDirectoryStream(home)) {
                for (Path path : paths) {
                    judged(home, home.relativize(path).toString());
                    count++;
                }
            }
            return count;
        });
        calls.put("walk", () -> {
            try (Stream<Path> paths = Files.walk(home)) {
                return paths.limit(MOST_NAMES).count();
            }
        });
        calls.put("walk through links", () -> {
            try (Stream<Path> paths = Files.walk(home, FileVisitOption.FOLLOW_LINKS)) {
                return paths.limit(MOST_NAMES).count();
            }
        });
        calls.put("tree of java.io", () -> depth(home.toFile(), new int[1]));
    }

    /** Some programs do. */
    private static int depth(File file, int[] seen) {
        int depth = 0;
        File[] files = file.listFiles();
        if (files != null) {
            for (File each : files) {
                if (seen[0]++ < MOST_NAMES) {
                    depth = Math.max(depth, depth(each, seen));
                }
            }
        }
        return depth + 1;
    }

    private void writes() {
        calls.put("write", () -> Files.writeString(home.resolve("new"), "x".repeat(150_000)));
        calls.put("append", () -> {
            try (FileOutputStream out = new FileOutputStream(file.toFile(), true)) {
                out.write(new byte[100]);
                out.getFD().sync();
                return out.getChannel().position();
            }
        });
        calls.put("write at", () -> {
            try (FileChannel channel = FileChannel.open(file, EnumSet.of(StandardOpenOption.WRITE))) {
                int count = channel.write(ByteBuffer.wrap(new byte[9]), 3);
                channel.force(true);
                return count + " " + channel.truncate(50).size();
            }
        });
        calls.put("write at the end of all", () -> {
            try (FileChannel channel = FileChannel.open(file, EnumSet.of(StandardOpenOption.WRITE))) {
                return channel.write(ByteBuffer.wrap(new byte[9]), Long.MAX_VALUE - 3);
            }
        });
        calls.put("lock", () -> {
            try (FileChannel channel =
                    FileChannel.open(file, EnumSet.of(StandardOpenOption.WRITE, StandardOpenOption.READ))) {
                try (var lock = channel.lock();
                        var other = FileChannel.open(folder.resolve("inner"), StandardOpenOption.WRITE)) {
                    return lock.isValid() + " " + (other.size() > 0);
                }
            }
        });
        calls.put("set length", () -> {
            try (RandomAccessFile random = new RandomAccessFile(file.toFile(), "rw")) {
                random.setLength(40);
                random.writeInt(7);
                return random.length();
            }
        });
        calls.put("time", () -> Files.setLastModifiedTime(file, FileTime.fromMillis(5)));
        calls.put("time of java.io", () -> file.toFile().setLastModified(7));
        calls.put("make", () -> Files.createFile(home.resolve("made")));
        calls.put("make by java.io", () -> home.resolve("made2").toFile().createNewFile());
        calls.put("make temporary", () -> {
            // The JDK tries names for ever where all are taken.
            Files.createFile(home.resolve("fresh"));
            return Files.createTempFile(home, "a", "b").getNameCount();
        });
        calls.put("make folders", () -> Files.createDirectories(home.resolve("a/b/c")));
        calls.put("make link", () -> Files.createSymbolicLink(home.resolve("link"), file));
        calls.put("make by a virtual thread", () -> {
            String[] came = new String[1];
            Thread.ofVirtual()
                    .start(() -> came[0] = outcome(() -> Files.createFile(home.resolve("virtual"))))
                    .join();
            if (came[0].startsWith("OTHER")) {
                throw new AssertionError(came[0]);
            }
            return came[0];
        });
    }

    private void moves() {
        calls.put("copy in", () -> Files.copy(own, home.resolve("copy"), StandardCopyOption.REPLACE_EXISTING));
        calls.put("copy out", () -> {
            Path out = Path.of("/tmp/out");
            return ends(file) ? Files.copy(file, out, StandardCopyOption.REPLACE_EXISTING) : "not tried";
        });
        calls.put(
                "copy with attributes",
                () -> Files.copy(folder.resolve("inner"), home.resolve("copy2"), StandardCopyOption.COPY_ATTRIBUTES));
        calls.put("move", () -> Files.move(home.resolve("copy"), home.resolve("moved")));
        calls.put(
                "move in one step",
                () -> Files.move(home.resolve("made"), home.resolve("moved"), StandardCopyOption.ATOMIC_MOVE));
        calls.put("move out", () -> {
            Path moved = home.resolve("moved");
            return ends(moved) ? Files.move(moved, Path.of("/tmp/moved")) : "not tried";
        });
        calls.put("move in", () -> Files.move(own, home.resolve("own")));
        calls.put("keep own", () -> Files.writeString(own, "own"));
        calls.put(
                "rename",
                () -> home.resolve("new")
                        .toFile()
                        .renameTo(home.resolve("newer").toFile()));
        calls.put("delete", () -> Files.deleteIfExists(home.resolve("newer")));
        calls.put("delete by java.io", () -> file.toFile().delete());
        calls.put("delete all", () -> {
            int[] count = new int[1];
            Files.walkFileTree(home, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                    Files.delete(path);
                    return count[0]++ < MOST_NAMES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
                }
            });
            return count[0];
        });
        calls.put("delete the tree", () -> Files.deleteIfExists(home));
    }
}
