package guest.hostile;

import atoll.contract.Names;
import atoll.contract.Region;
import atoll.contract.net.Net;
import atoll.contract.net.SocketId;
import atoll.contract.net.SocketOption;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code NetThief OWN_PORT FORBIDDEN_PORT HIGH LOW MOST}: a client that tries what it must not. HIGH and LOW are the id of a
 * socket of another client, MOST is how many it may have itself. Prints a line for each attempt: how it ended.
 */
public final class NetThief {
    private static final Net NET = Names.find("net", Net.class);
    private static final int SIZE = 1_000;
    private static final int ENOUGH = 100;
    private static final int STEP = 7;

    private interface Act {
        Object run() throws IOException;
    }

    private NetThief() {}

    public static void main(String[] args) throws Exception {
        int own = Integer.parseInt(args[0]);
        int forbidden = Integer.parseInt(args[1]);
        SocketId foreign = new SocketId(Long.parseLong(args[2]), Long.parseLong(args[3]));
        forged(foreign);
        denied(own, forbidden);
        odd(own);
        quota(own, Integer.parseInt(args[4]));
        overflows(own);
        System.out.println("done");
    }

    private static void attempt(String what, Act act) {
        String how;
        try {
            how = "GOT " + act.run();
        } catch (IOException | RuntimeException e) {
            how = e.getClass().getSimpleName() + " " + e.getMessage();
        }
        System.out.println(what + ": " + how);
    }

    /** Ids of others, and ids that nobody has. */
    private static void forged(SocketId foreign) {
        Region region = Region.allocate(SIZE);
        List<SocketId> ids = new ArrayList<>(List.of(foreign));
        for (long i = 0; i < 3; i++) {
            ids.add(new SocketId(i, 2));
        }
        for (SocketId id : ids) {
            attempt("forged read", () -> NET.read(id, region, 0, SIZE, 0));
            attempt("forged write", () -> {
                NET.write(id, region, 0, SIZE);
                return "written";
            });
            attempt("forged receive", () -> NET.receive(id, SIZE, 0));
            attempt("forged send", () -> {
                NET.send(id, new byte[SIZE]);
                return "sent";
            });
            attempt("forged accept", () -> NET.accept(id, new SocketId(9, 9), 0));
            attempt("forged available", () -> NET.available(id));
            attempt("forged option", () -> NET.option(id, SocketOption.NO_DELAY));
            attempt("forged shutdown", () -> {
                NET.shutdownOutput(id);
                return "shut";
            });
            attempt("forged close", () -> {
                NET.close(id);
                return "nothing";
            });
        }
        region.close();
    }

    private static void denied(int own, int forbidden) {
        SocketId id = new SocketId(1, 1);
        attempt("denied connect", () -> NET.connect(id, "127.0.0.1", forbidden, 0));
        attempt("denied connect", () -> NET.connect(id, "0.0.0.0", forbidden, 0));
        attempt("denied connect", () -> NET.connect(id, "::1", forbidden, 0));
        attempt("denied connect", () -> NET.connect(id, "::ffff:127.0.0.1", forbidden, 0));
        attempt("denied connect", () -> NET.connect(id, "example.org", own, 0));
        attempt("denied listen", () -> NET.listen(id, "", own, 5));
        attempt("denied listen", () -> NET.listen(id, "127.0.0.1", 0, 5));
        attempt("denied lookup", () -> NET.lookup("example.org"));
    }

    /** What makes no sense. */
    private static void odd(int own) throws IOException {
        Region region = Region.allocate(SIZE);
        SocketId id = new SocketId(5, 5);
        NET.connect(id, "127.0.0.1", own, 0);
        attempt("odd again", () -> NET.connect(id, "127.0.0.1", own, 0));
        attempt("odd port", () -> NET.connect(new SocketId(6, 6), "127.0.0.1", 70_000, 0));
        attempt("odd timeout", () -> NET.read(id, region, 0, 1, -1));
        attempt("odd accept", () -> NET.accept(id, new SocketId(6, 6), 0));
        attempt("odd place", () -> NET.read(id, region, SIZE, 1, 0));
        attempt("odd place", () -> NET.read(id, region, -1, 1, 0));
        attempt("odd length", () -> NET.read(id, region, 0, -1, 0));
        attempt("odd length", () -> NET.receive(id, 0, 0));
        attempt("odd null", () -> NET.read(null, region, 0, 1, 0));
        attempt("odd null", () -> NET.read(id, null, 0, 1, 0));
        attempt("odd null", () -> NET.connect(new SocketId(6, 6), null, own, 0));
        attempt("odd option", () -> {
            NET.setOption(id, SocketOption.LINGER, 10);
            return "lingers";
        });
        Region closed = Region.allocate(SIZE);
        closed.close();
        attempt("odd region", () -> NET.read(id, closed, 0, 1, 0));
        NET.close(id);
        attempt("closed read", () -> NET.read(id, region, 0, 1, 0));
        attempt("closed write", () -> {
            NET.write(id, region, 0, 1);
            return "written";
        });
        region.close();
    }

    private static void quota(int own, int most) throws IOException {
        for (int i = 0; i < most; i++) {
            NET.connect(new SocketId(100 + i, 1), "127.0.0.1", own, 0);
        }
        attempt("quota", () -> NET.connect(new SocketId(99, 1), "127.0.0.1", own, 0));
        NET.close(new SocketId(100, 1));
        NET.connect(new SocketId(100, 2), "127.0.0.1", own, 0);
        for (int i = 0; i < most; i++) {
            NET.close(new SocketId(100 + i, 1));
        }
        NET.close(new SocketId(100, 2));
    }

    /** Calls that end with the stack, each a little further in the server. */
    private static void overflows(int own) throws InterruptedException {
        int[] opened = new int[2];
        Thread thread = new Thread(
                null,
                () -> {
                    // How many frames a stack has room for is the compiler's to say.
                    for (int i = 0; opened[1] < ENOUGH; i += STEP) {
                        try {
                            down(i, own, opened);
                        } catch (StackOverflowError e) {
                            opened[1]++;
                        }
                    }
                },
                "deep",
                1 << 18);
        thread.start();
        thread.join();
        System.out.println("opened some: " + opened[0]);
    }

    private static void down(int depth, int own, int[] opened) {
        if (depth > 0) {
            down(depth - 1, own, opened);
            return;
        }
        SocketId id = new SocketId(1_000, 3);
        try {
            NET.connect(id, "127.0.0.1", own, 0);
            opened[0]++;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // Nothing was opened, or it is closed below.
            opened[1]++;
        }
        try {
            NET.close(id);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // No room for that either.
        }
    }
}
