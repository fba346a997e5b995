package atoll.system.control;

import atoll.system.BadInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Held by the JVM that runs the system of a name; with the JVM it is gone, however that dies. */
public final class SystemLock implements AutoCloseable {
    private static final int LONGEST = 20;

    private final FileChannel file;

    private SystemLock(FileChannel file) {
        this.file = file;
    }

    /** {@link BadInput} says who holds it. */
    public static SystemLock take(RunFolder folder, String name) throws BadInput {
        Path path = folder.lock(name);
        try {
            FileChannel file = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (lock(file) == null) {
                ByteBuffer pid = ByteBuffer.allocate(LONGEST);
                file.read(pid, 0);
                file.close();
                String who = new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII).strip();
                throw new BadInput("the system \"" + name + "\" is running already, in process "
                        + (who.isEmpty() ? "unknown" : who) + " of this machine; \"atoll reload -s " + name
                        + "\" has it read its file again, \"atoll down -s " + name + "\" ends it");
            }
            file.truncate(0);
            file.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
            return new SystemLock(file);
        } catch (IOException e) {
            throw new BadInput(path + ": cannot be locked", e);
        }
    }

    private static @Nullable FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            // By this JVM.
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
