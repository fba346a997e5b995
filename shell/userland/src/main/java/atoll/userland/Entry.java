package atoll.userland;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A name in a folder, and the path to it. */
record Entry(String name, Path path) implements Comparable<Entry> {
    /** What is in a folder, sorted by the bytes of the names. */
    static List<Entry> in(Path folder) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            for (Path path : stream) {
                entries.add(new Entry(FileName.of(path.getFileName()), path));
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        entries.sort(null);
        return entries;
    }

    @Override
    public int compareTo(Entry other) {
        return Text.compare(name, other.name);
    }
}
