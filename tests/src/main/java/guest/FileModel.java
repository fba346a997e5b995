package guest;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Random calls on names in {@code /own}: as a program on its file tree, and as a method on a model. Prints a line for
 * each call; the lines of both must be the same.
 */
public final class FileModel {
    private static final String[] NAMES = {"a", "b", "c", "d"};

    private final FileSystem files;
    private final Random random;

    private FileModel(FileSystem files, long seed) {
        this.files = files;
        this.random = new Random(seed);
    }

    public static void main(String[] args) {
        run(FileSystems.getDefault(), Long.parseLong(args[0]), Integer.parseInt(args[1]), System.out);
    }

    /** {@code calls} calls on {@code files}, chosen by {@code seed}. */
    public static void run(FileSystem files, long seed, int calls, PrintStream out) {
        FileModel model = new FileModel(files, seed);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < calls; i++) {
            lines.append(i).append(' ').append(model.call()).append('\n');
        }
        out.print(lines);
        out.flush();
    }

    private interface Call {
        Object run() throws IOException;
    }

    private String call() {
        int kind = random.nextInt(12);
        Path path = path();
        Path other = path();
        boolean flag = random.nextBoolean();
        String text = "t" + random.nextInt(100);
        return switch (kind) {
            case 0 ->
                told("create " + path, () -> Files.writeString(path, text, StandardOpenOption.CREATE_NEW) != null);
            case 1 -> told("write " + path, () -> write(path, text));
            case 2, 3 -> told("mkdir " + path, () -> Files.createDirectory(path) != null);
            case 4 ->
                told("delete " + path, () -> {
                    Files.delete(path);
                    return true;
                });
            case 5 -> told("move " + path + " " + other + " " + flag, () -> move(path, other, flag));
            case 6, 7 -> told("symlink " + path + " -> " + other, () -> Files.createSymbolicLink(path, other) != null);
            case 8 -> told("readlink " + path, () -> Files.readSymbolicLink(path));
            case 9 -> told("list " + path, () -> list(path));
            case 10 -> told("read " + path, () -> Files.readString(path));
            default -> told("look " + path, () -> look(path));
        };
    }

    private static Object write(Path path, String text) throws IOException {
        // The model does not write through a link whose target is still to be made; Unix does.
        if (Files.isSymbolicLink(path) && !Files.exists(path)) {
            return "dangling";
        }
        return Files.writeString(path, text) != null;
    }

    private static Object move(Path from, Path to, boolean replace) throws IOException {
        // What a move into itself, or of a folder that holds the target, does is not the same everywhere.
        if (Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
            Path real = from.toAbsolutePath().getParent().toRealPath().resolve(from.getFileName());
            Path target = to.toAbsolutePath().getParent().toRealPath().resolve(to.getFileName());
            boolean dots = real.endsWith("..") || target.endsWith("..");
            if (dots || target.startsWith(real) || real.startsWith(target)) {
                return "nested";
            }
            if (replace) {
                // The JDK removes the target first: the way to what is moved must not lead through it.
                return Files.move(real, target, StandardCopyOption.REPLACE_EXISTING) != null;
            }
        }
        return Files.move(from, to) != null;
    }

    private static List<String> list(Path path) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(path)) {
            stream.forEach(p -> names.add(p.getFileName().toString()));
        }
        Collections.sort(names);
        return names;
    }

    private static String look(Path path) throws IOException {
        return Files.exists(path) + " " + Files.isDirectory(path) + " " + Files.isRegularFile(path) + " "
                + Files.isSymbolicLink(path) + " " + Files.exists(path, LinkOption.NOFOLLOW_LINKS) + " "
                + (Files.exists(path) ? path.toRealPath() : "none");
    }

    /** A relative or absolute path of up to four names, {@code ..} among them. */
    private Path path() {
        StringBuilder path = new StringBuilder(random.nextInt(3) == 0 ? "/own/" : "");
        int names = 1 + random.nextInt(4);
        for (int i = 0; i < names; i++) {
            boolean up = i < names - 1 && random.nextInt(6) == 0;
            path.append(i == 0 ? "" : "/").append(up ? ".." : NAMES[random.nextInt(NAMES.length)]);
        }
        return files.getPath(path.toString());
    }

    private static String told(String what, Call call) {
        try {
            return what + " = " + call.run();
        } catch (IOException e) {
            return what + " fails";
        }
    }
}
