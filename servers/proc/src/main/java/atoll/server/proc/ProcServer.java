package atoll.server.proc;

import atoll.contract.Names;
import atoll.contract.file.FileTree;
import atoll.contract.process.Health;
import atoll.contract.process.ProcessList;
import java.util.concurrent.CountDownLatch;

/**
 * The process table, {@code processes}, as files, {@code proc}. It keeps nothing: killed, it is followed by one that says the
 * same, under the same ids.
 */
public final class ProcServer {
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private ProcServer() {}

    public static void main(String[] args) throws InterruptedException {
        ProcessList processes = Names.find("processes", ProcessList.class);
        Names.serve("proc", FileTree.class, new ProcTree(processes, processes.table()));
        // There is no lock that a call could keep from others.
        Names.serveIfGiven("health", Health.class, () -> {});
        NEVER.await();
    }
}
