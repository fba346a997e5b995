package atoll.tests.files;

import atoll.contract.file.FileFault;
import atoll.contract.file.FileKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The steps in a folder of the host, by the JDK. */
record PlainSteps(Path root) implements FileSteps {
    @Override
    public void create(String path) throws IOException {
        FileChannel.open(root.resolve(path), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)
                .close();
    }

    @Override
    public void makeFolder(String path) throws IOException {
        Files.createDirectory(root.resolve(path));
    }

    @Override
    public void makeLink(String path, String target) throws IOException {
        Files.createSymbolicLink(root.resolve(path), Path.of(target));
    }

    @Override
    public void remove(String path) throws IOException {
        Files.delete(root.resolve(path));
    }

    @Override
    public void rename(String from, String to, boolean replace) throws IOException {
        Path source = root.resolve(from);
        Path target = root.resolve(to);
        boolean both =
                Files.exists(source, LinkOption.NOFOLLOW_LINKS) && Files.exists(target, LinkOption.NOFOLLOW_LINKS);
        if (!replace && both && !same(source, target)) {
            throw new FileAlreadyExistsException(to);
        }
        // rename(2), which is one step and says exactly what is wrong.
        Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean same(Path a, Path b) throws IOException {
        return key(a).equals(key(b));
    }

    private static Object key(Path path) throws IOException {
        return Files.getAttribute(path, "unix:ino", LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public void write(String path, long offset, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(root.resolve(path), StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(bytes), offset);
        }
    }

    @Override
    public String read(String path, long offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        try (FileChannel channel = FileChannel.open(root.resolve(path), StandardOpenOption.READ)) {
            int more = 0;
            while (buffer.hasRemaining() && more >= 0) {
                more = channel.read(buffer, offset + buffer.position());
            }
        }
        return buffer.position() + " " + Arrays.hashCode(Arrays.copyOf(buffer.array(), buffer.position()));
    }

    @Override
    public void resize(String path, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(root.resolve(path), StandardOpenOption.WRITE)) {
            if (size < channel.size()) {
                channel.truncate(size);
            } else if (size > channel.size()) {
                channel.write(ByteBuffer.allocate(1), size - 1);
            }
        }
    }

    @Override
    public String list(String path) throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> entries = Files.list(root.resolve(path))) {
            entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
        }
        names.sort(null);
        return names.toString();
    }

    @Override
    public String attributes(String path) throws IOException {
        Path file = root.resolve(path);
        if (!Files.exists(file)) {
            // Opening tells apart what is not there and what cannot be, which looking does not.
            FileChannel.open(file, StandardOpenOption.READ).close();
        }
        boolean folder = Files.readAttributes(file, BasicFileAttributes.class).isDirectory();
        return folder ? "" + FileKind.FOLDER : FileKind.FILE + " " + Files.size(file);
    }

    @Override
    public String target(String path) throws IOException {
        return Files.readSymbolicLink(root.resolve(path)).toString();
    }

    @Override
    public FileFault fault(IOException thrown) {
        String text = thrown instanceof FileSystemException e ? e.getReason() : thrown.getMessage();
        return switch (thrown) {
            case NoSuchFileException e -> FileFault.NOT_FOUND;
            case FileAlreadyExistsException e -> FileFault.EXISTS;
            case DirectoryNotEmptyException e -> FileFault.NOT_EMPTY;
            case NotDirectoryException e -> FileFault.NOT_A_FOLDER;
            case NotLinkException e -> FileFault.INVALID;
            default ->
                switch (String.valueOf(text)) {
                    case "Not a directory" -> FileFault.NOT_A_FOLDER;
                    case "Is a directory" -> FileFault.IS_A_FOLDER;
                    case "Directory not empty" -> FileFault.NOT_EMPTY;
                    case "Invalid argument" -> FileFault.INVALID;
                    case String loop
                    when loop.startsWith("Too many levels of symbolic links") -> FileFault.TOO_MANY_LINKS;
                    default -> throw new AssertionError("an error that nobody thought of", thrown);
                };
        };
    }
}
