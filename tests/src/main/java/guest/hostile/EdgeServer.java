package guest.hostile;

import atoll.contract.Names;
import guest.IdleProbe;
import guest.Probe;

/** Serves at every depth at which its stack ends. */
public final class EdgeServer extends IdleProbe {
    private static final int STACK = 256 * 1024;
    private static final int THREADS = 40;

    private EdgeServer() {}

    public static void main(String[] args) throws InterruptedException {
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(null, EdgeServer::dive, "edge", STACK + i * 16L);
            thread.start();
            thread.join();
        }
        System.out.println("tried");
        System.out.flush();
        Thread.sleep(Long.MAX_VALUE);
    }

    private static void dive() {
        try {
            dive();
        } catch (StackOverflowError e) {
            // As deep as it goes.
        }
        try {
            Names.serve("probe", Probe.class, new EdgeServer());
        } catch (StackOverflowError e) {
            // Not here; a frame higher perhaps.
        }
    }
}
