package atoll.system.up;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;

/** Whether files are those that they were: by their lengths and times. */
final class Stamp {
    private Stamp() {}

    /** Of these files, and of all in these folders. */
    static String of(Collection<Path> places) {
        StringBuilder text = new StringBuilder();
        for (Path place : places) {
            try {
                Files.walkFileTree(place, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
                        add(file, is);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e) {
                        text.append(file).append(" gone\n");
                        return FileVisitResult.CONTINUE;
                    }

                    private void add(Path file, BasicFileAttributes is) {
                        text.append(file)
                                .append(' ')
                                .append(is.size())
                                .append(' ')
                                .append(is.lastModifiedTime())
                                .append('\n');
                    }
                });
            } catch (IOException e) {
                text.append(place).append(" unreadable\n");
            }
        }
        return text.toString();
    }
}
