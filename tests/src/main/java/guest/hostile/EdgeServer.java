package guest.hostile;

import atoll.contract.Names;
import guest.IdleProbe;
import guest.Probe;

/**
 * Serves each of its endpoints once, on a thread of its own: the first where the stack ends, each next one some frames
 * above that. So each place in serving has a thread whose stack ends there, and no later success mends what it left.
 */
public final class EdgeServer extends IdleProbe {
    private static final int STACK = 256 * 1024;
    private static final int FRAMES_APART = 1;

    /** Where to serve: frames that the thread has left since its stack ended. */
    private static int height;

    /** Of the only thread that dives. */
    private static int risen;

    private static String name = "";

    private EdgeServer() {}

    public static void main(String[] args) throws InterruptedException {
        for (int i = 0; i < Integer.parseInt(args[0]); i++) {
            name = "edge" + i;
            height = 1 + i * FRAMES_APART;
            risen = 0;
            Thread thread = new Thread(null, EdgeServer::dive, "edge", STACK);
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
        if (++risen != height) {
            return;
        }
        try {
            Names.serve(name, Probe.class, new EdgeServer());
        } catch (StackOverflowError e) {
            // What it has done by now stays.
        }
    }
}
