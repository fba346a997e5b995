package guest.up;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Locks files, as a database does, says so, and keeps them; who cannot have one fails. */
public final class Locker {
    private Locker() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        FileLock[] held = new FileLock[args.length];
        for (int i = 0; i < args.length; i++) {
            FileChannel file = FileChannel.open(Path.of(args[i]), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            held[i] = file.lock();
        }
        System.out.println("locked " + held.length);
        Thread.sleep(Long.MAX_VALUE);
    }
}
