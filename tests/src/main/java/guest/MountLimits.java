package guest;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;

/** {@code open FOLDER}: all the files that may be open at a time; {@code lock FILE FILE}: both at once; {@code read FILE}. */
public final class MountLimits {
    private MountLimits() {}

    private interface Opening {
        AutoCloseable open() throws IOException;
    }

    public static void main(String[] args) throws Exception {
        Path first = Path.of(args[1]);
        switch (args[0]) {
            case "open" -> open(first);
            case "lock" -> {
                try (FileChannel one = FileChannel.open(first, StandardOpenOption.WRITE);
                        FileChannel other = FileChannel.open(Path.of(args[2]), StandardOpenOption.WRITE)) {
                    System.out.println(one.lock().isValid() + " " + other.lock().isValid());
                }
            }
            default -> {
                System.out.println("reads");
                try {
                    System.out.println(Files.readString(first));
                } catch (IOException e) {
                    System.out.println(e);
                }
            }
        }
    }

    /** As many as may be, by each way; then one less, and one more. */
    private static void open(Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "x");
        Path unmade = folder.resolve("unmade");
        Opening[] ways = {
            () -> new FileInputStream(file.toFile()),
            () -> FileChannel.open(file),
            () -> Files.newDirectoryStream(folder)
        };
        Deque<AutoCloseable> open = new ArrayDeque<>();
        int way = 0;
        try {
            while (open.size() < 1_000_000) {
                open.push(ways[way++ % ways.length].open());
            }
        } catch (IOException e) {
            System.out.println("most " + open.size());
        }
        for (Opening each : ways) {
            try {
                each.open();
            } catch (IOException e) {
                System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
            }
        }
        try {
            Files.writeString(unmade, "x");
        } catch (IOException e) {
            System.out.println("made " + Files.exists(unmade));
        }
        for (Opening each : ways) {
            open.pop().close();
            open.push(each.open());
        }
        while (!open.isEmpty()) {
            open.pop().close();
        }
        System.out.println("again " + Files.readString(file));
    }
}
