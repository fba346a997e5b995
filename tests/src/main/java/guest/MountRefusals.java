package guest;

import java.io.File;
import java.io.FileOutputStream;
import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Map;
import java.util.TreeMap;

/** What ends in an error in a folder: {@code missing} on every served tree, {@code reading} on one mounted for reading. */
public final class MountRefusals {
    private MountRefusals() {}

    private interface Call {
        Object run() throws Exception;
    }

    public static void main(String[] args) {
        Path home = Path.of(args[1]);
        Map<String, Call> calls = new TreeMap<>();
        if (args[0].equals("missing")) {
            missing(home, calls);
        } else {
            reading(home, calls);
        }
        calls.forEach((name, call) -> {
            String came;
            try {
                came = "result " + call.run();
            } catch (Exception e) {
                came = e.getClass().getSimpleName() + ": " + e.getMessage();
            }
            System.out.println(name + ": " + came);
        });
    }

    private static void missing(Path home, Map<String, Call> calls) {
        Path file = home.resolve("file");
        calls.put("hard link", () -> Files.createLink(home.resolve("hard"), file));
        calls.put(
                "hard link from the host",
                () -> Files.createLink(home.resolve("hard"), Files.createTempFile("a", "b")));
        calls.put("hard link to the host", () -> Files.createLink(Path.of("/tmp/hard"), file));
        calls.put("modes", () -> Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------")));
        calls.put("modes of java.io", () -> file.toFile().setExecutable(true));
        calls.put("map", () -> {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                return channel.map(FileChannel.MapMode.READ_WRITE, 0, 100);
            } finally {
                System.out.println("map left " + Files.size(file) + " bytes");
            }
        });
        calls.put("own attributes", () -> {
            Files.getFileAttributeView(file, UserDefinedFileAttributeView.class)
                    .write("own", ByteBuffer.wrap(new byte[1]));
            return "written";
        });
        calls.put("watch", () -> {
            try (var service = FileSystems.getDefault().newWatchService()) {
                return home.register(service, StandardWatchEventKinds.ENTRY_CREATE);
            }
        });
        calls.put("space", () -> Files.getFileStore(file).getTotalSpace());
        calls.put("space of java.io", () -> file.toFile().getTotalSpace());
        calls.put("socket", () -> {
            try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                return channel.bind(UnixDomainSocketAddress.of(home.resolve("socket")));
            }
        });
        calls.put("the mount itself", () -> {
            Files.delete(home);
            return "gone";
        });
        calls.put("move the mount", () -> home.toFile().renameTo(new File("/tmp/moved")));
        calls.put("position by reflection", () -> {
            try (RandomAccessFile random = new RandomAccessFile(file.toFile(), "r")) {
                return RandomAccessFile.class.getMethod("getFilePointer").invoke(random);
            } catch (java.lang.reflect.InvocationTargetException e) {
                throw (Exception) e.getCause();
            }
        });
    }

    private static void reading(Path home, Map<String, Call> calls) {
        Path file = home.resolve("file");
        calls.put("read", () -> Files.readString(file));
        calls.put("write", () -> Files.writeString(file, "x"));
        calls.put("write by java.io", () -> new FileOutputStream(file.toFile()));
        calls.put("random", () -> new RandomAccessFile(file.toFile(), "rw"));
        calls.put("create", () -> Files.createFile(home.resolve("new")));
        calls.put("create by java.io", () -> home.resolve("new").toFile().createNewFile());
        calls.put("folder", () -> Files.createDirectory(home.resolve("new")));
        calls.put("folder by java.io", () -> home.resolve("new").toFile().mkdir());
        calls.put("link", () -> Files.createSymbolicLink(home.resolve("new"), file));
        calls.put("delete", () -> Files.deleteIfExists(file));
        calls.put("delete by java.io", () -> file.toFile().delete());
        calls.put("move", () -> Files.move(file, home.resolve("new")));
        calls.put("rename", () -> file.toFile().renameTo(home.resolve("new").toFile()));
        calls.put("time", () -> Files.setLastModifiedTime(file, FileTime.fromMillis(0)));
        calls.put("time by java.io", () -> file.toFile().setLastModified(0));
        calls.put(
                "may be written",
                () -> Files.isWritable(file) + " " + file.toFile().canWrite());
        calls.put("store", () -> Files.getFileStore(file).isReadOnly());
        calls.put(
                "truncate",
                () -> FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING));
    }
}
