package atoll.server.memoryfiles;

import atoll.contract.Names;
import atoll.contract.file.FileTree;
import atoll.contract.process.Health;
import java.security.SecureRandom;
import java.util.concurrent.CountDownLatch;

/**
 * {@code MemoryFileServer [BYTES]}: a file system in the memory of this process, of at most that many bytes, served as
 * {@code files}. When the process ends, all of it is gone, and no id of it means anything to the next one.
 */
public final class MemoryFileServer {
    private static final long BYTES = 64L << 20;
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private MemoryFileServer() {}

    public static void main(String[] args) throws InterruptedException {
        long bytes = args.length == 0 ? BYTES : Long.parseLong(args[0]);
        MemoryTree tree = new MemoryTree(new SecureRandom().nextLong(), new Room(bytes));
        Names.serve("files", FileTree.class, tree);
        Names.serveIfGiven("health", Health.class, tree);
        NEVER.await();
    }
}
