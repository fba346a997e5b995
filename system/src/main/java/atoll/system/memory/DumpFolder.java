package atoll.system.memory;

import atoll.system.BadInput;
import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a dump is for the moment in which it is written: it holds the secrets of all processes. */
public final class DumpFolder {
    private static final String PREFIX = "memory-";

    /** A dump has references of 8 bytes where the heap has 4, and longer heads; and what it begins with. */
    private static final int TIMES = 3;

    private static final long BESIDES = 64L << 20;

    private final Path folder;

    private DumpFolder(Path folder) {
        this.folder = folder;
    }

    /** A new one, the owner's alone, in a folder that is so too. */
    static DumpFolder in(Path folder) throws IOException {
        sweep(folder);
        ProcessHandle self = ProcessHandle.current();
        return new DumpFolder(Files.createTempDirectory(
                folder,
                PREFIX + self.pid() + "-" + begun(self) + "-",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
    }

    /** Deletes what JVMs have left there that died in the middle, as far as it can be; nobody waits for that to succeed. */
    public static void sweep(Path folder) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (Path each : all) {
                if (!lives(each.getFileName().toString()) && Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
                    forget(each);
                }
            }
        }
    }

    private static void forget(Path dead) {
        try {
            new DumpFolder(dead).delete();
        } catch (IOException | DirectoryIteratorException e) {
            // Another JVM is at it as well, or it was tampered with: the next sweep finds it.
        }
    }

    /** A number is given again: in a container a JVM has the same at each start. */
    private static boolean lives(String name) {
        String[] parts = name.substring(PREFIX.length()).split("-", 3);
        try {
            ProcessHandle process = ProcessHandle.of(Long.parseLong(parts[0])).orElse(null);
            return process != null && (parts.length < 3 || Long.parseLong(parts[1]) == begun(process));
        } catch (NumberFormatException e) {
            // Somebody else's.
            return true;
        }
    }

    /** In milliseconds since 1970; 0: the machine does not say. */
    private static long begun(ProcessHandle process) {
        Instant start = process.info().startInstant().orElse(null);
        return start == null ? 0 : start.toEpochMilli();
    }

    /** Writes all that is reachable; the JVM stands still. The file has no name any more when it is returned, and goes when it is closed. */
    FileChannel dump(HotSpotDiagnosticMXBean machine) throws IOException, BadInput {
        Path file = folder.resolve("heap.hprof");
        try {
            room();
            machine.dumpHeap(file.toString(), true);
            return FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        } finally {
            delete();
        }
    }

    private void room() throws IOException, BadInput {
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < needed()) {
            // Perhaps it is garbage for the most part.
            System.gc();
        }
        long needed = needed();
        if (free < needed) {
            throw new BadInput("a heap dump may need " + needed + " bytes, and " + folder.getParent() + " has " + free
                    + "; ATOLL_RUN names another folder for running systems");
        }
    }

    private static long needed() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() * TIMES + BESIDES;
    }

    /** As far as it is there. */
    private void delete() throws IOException {
        @Nullable IOException first = null;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                first = delete(file, first);
            }
        }
        first = delete(folder, first);
        if (first != null) {
            throw first;
        }
    }

    private static @Nullable IOException delete(Path path, @Nullable IOException first) {
        try {
            Files.deleteIfExists(path);
            return first;
        } catch (IOException e) {
            return first == null ? e : first;
        }
    }
}
