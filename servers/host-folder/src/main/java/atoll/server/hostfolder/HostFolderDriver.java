package atoll.server.hostfolder;

import atoll.contract.Names;
import atoll.contract.file.FileTree;
import atoll.contract.process.Health;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * {@code HostFolderDriver FOLDER [ro]}: a file system in a folder of this process's name space, where a folder of the host is
 * mounted, served as {@code files}; with {@code ro} for reading alone. FOLDER may be a file, which is then the whole tree. Serves {@link Health} if it was given that.
 */
public final class HostFolderDriver {
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private HostFolderDriver() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        boolean writable = args.length == 1 || !args[1].equals("ro");
        HostTree tree = new HostTree(Path.of(args[0]), writable);
        Names.serve("files", FileTree.class, tree);
        Names.serveIfGiven("health", Health.class, tree);
        NEVER.await();
    }
}
