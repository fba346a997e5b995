package guest;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** {@code look PATH ...}: what is there, a line each. {@code hold FILE}: keeps it open until it cannot be found by its path. */
public final class MountSpace {
    private MountSpace() {}

    public static void main(String[] args) throws Exception {
        if (args[0].equals("hold")) {
            hold(Path.of(args[1]));
            return;
        }
        for (int i = 1; i < args.length; i++) {
            String[] words = args[i].split(" ");
            System.out.println(args[i] + " = " + said(words));
        }
    }

    private static String said(String[] words) {
        try {
            return String.valueOf(done(words));
        } catch (IOException e) {
            return e.getClass().getSimpleName() + ": " + e.getMessage();
        }
    }

    private static Object done(String[] words) throws IOException {
        Path path = Path.of(words[1]);
        return switch (words[0]) {
            case "read" -> Files.readString(path);
            case "write" -> Files.writeString(path, "written").getFileName();
            case "list" -> list(path);
            case "list-io" -> Set.of(new File(words[1]).list()).equals(list(path));
            case "kind" ->
                (Files.isDirectory(path) ? "folder" : Files.exists(path) ? "file" : "nothing") + " "
                        + new File(words[1]).isDirectory();
            case "canonical" -> new File(words[1]).getCanonicalPath();
            case "real" -> path.toRealPath();
            case "make" -> Files.createDirectory(path).getFileName();
            case "delete" -> Files.deleteIfExists(path);
            case "move" -> Files.move(path, Path.of(words[2])).getFileName();
            case "store" -> Files.getFileStore(path).isReadOnly();
            case "link" -> Files.createSymbolicLink(path, Path.of(words[2])).getFileName();
            case "same" -> Files.isSameFile(path, Path.of(words[2]));
            default -> throw new IllegalArgumentException(words[0]);
        };
    }

    private static Set<String> list(Path path) throws IOException {
        Set<String> names = new TreeSet<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(path)) {
            paths.forEach(p -> names.add(p.getFileName().toString()));
        }
        return names;
    }

    private static void hold(Path path) throws Exception {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            int first = file.read();
            System.out.println("open");
            while (Files.exists(path)) {
                Thread.onSpinWait();
            }
            int second = file.read();
            file.write('!');
            file.seek(0);
            System.out.println((char) first + " " + (char) second + " " + file.length() + " " + file.readLine());
        }
    }
}
