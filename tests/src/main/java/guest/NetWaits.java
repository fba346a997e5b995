package guest;

import atoll.contract.Names;
import atoll.contract.Region;
import atoll.contract.net.Net;
import atoll.contract.net.SocketId;
import java.io.IOException;

/**
 * {@code NetWaits HOW PORT [COUNT]}: waits in the net server and would not let go. HOW is accept, read, timed, receive, write,
 * send or connect; with "virtual-" before it, in a virtual thread; with "own-", in a thread of a class of its own, whose calls run
 * on threads of the server. COUNT at once.
 */
public final class NetWaits {
    private static final Net NET = Names.find("net", Net.class);
    private static final int HOUR = 3_600_000;
    private static final int SIZE = 1 << 16;

    private NetWaits() {}

    private static final class Own extends Thread {
        Own(Runnable body) {
            super(body);
        }
    }

    public static void main(String[] args) throws InterruptedException {
        String how = args[0];
        int port = Integer.parseInt(args[1]);
        int count = args.length > 2 ? Integer.parseInt(args[2]) : 1;
        Thread last = null;
        for (int i = 0; i < count; i++) {
            SocketId id = new SocketId(i, 7);
            Runnable body = () -> waits(how.substring(how.indexOf('-') + 1), id, port);
            if (how.startsWith("virtual-")) {
                last = Thread.startVirtualThread(body);
            } else {
                last = how.startsWith("own-") ? new Own(body) : new Thread(body);
                last.start();
            }
        }
        last.join();
    }

    private static void waits(String how, SocketId id, int port) {
        long more = 100;
        while (true) {
            try {
                if (how.equals("connect")) {
                    // Until the backlog is full; then it waits.
                    System.out.print("waiting 0\n");
                    NET.connect(new SocketId(more++, 9), "127.0.0.1", port, 0);
                    continue;
                }
                open(how, id, port);
                // In one piece: others write as well.
                System.out.print("waiting " + id.high() + "\n");
                System.out.flush();
                forEver(how, id);
            } catch (IOException | RuntimeException e) {
                System.out.println("woken " + e);
            }
        }
    }

    private static void open(String how, SocketId id, int port) throws IOException {
        if (how.equals("accept")) {
            NET.listen(id, "127.0.0.1", port, 5);
        } else {
            NET.connect(id, "127.0.0.1", port, 0);
        }
    }

    private static void forEver(String how, SocketId id) throws IOException {
        Region region = Region.allocate(SIZE);
        while (true) {
            switch (how) {
                case "accept" -> NET.accept(id, new SocketId(-1, 8), 0);
                case "read" -> NET.read(id, region, 0, SIZE, 0);
                case "timed" -> NET.read(id, region, 0, SIZE, HOUR);
                case "receive" -> NET.receive(id, SIZE, 0);
                case "write" -> NET.write(id, region, 0, SIZE);
                case "send" -> NET.send(id, new byte[SIZE]);
                default -> throw new IllegalArgumentException(how);
            }
        }
    }
}
