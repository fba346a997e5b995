package guest.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** {@code Lister FOLDER}: looks into the folder again and again. */
public final class Lister {
    private Lister() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        while (true) {
            try (Stream<Path> files = Files.list(Path.of(args[0]))) {
                if (files.count() == 0) {
                    System.out.println("nothing");
                }
            }
            Thread.sleep(5);
        }
    }
}
