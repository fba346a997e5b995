package guest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** {@code FolderSwaps FOLDER LINK...}: what is called {@code d} there is a folder and each of the links in turn, for ever. */
public final class FolderSwaps {
    private FolderSwaps() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        System.out.println("swapping");
        while (true) {
            for (int i = 1; i < args.length; i++) {
                move(folder, "d", "aside");
                move(folder, args[i], "d");
                move(folder, "d", args[i]);
                move(folder, "aside", "d");
            }
        }
    }

    private static void move(Path folder, String from, String to) throws IOException {
        Files.move(folder.resolve(from), folder.resolve(to), StandardCopyOption.ATOMIC_MOVE);
    }
}
