package guest;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The canonical path of each line of a file, or that it has none; a line each. */
public final class CanonicalPaths {
    private CanonicalPaths() {}

    public static void main(String[] args) throws IOException {
        for (String line : Files.readAllLines(Path.of(args[0]))) {
            System.out.println(said(line));
        }
    }

    /** As {@code java.io.File} says. */
    public static String said(String path) {
        try {
            return new File(path).getCanonicalPath();
        } catch (IOException e) {
            return "error " + e.getMessage();
        }
    }
}
