package guest;

import atoll.contract.Names;
import atoll.contract.Region;
import atoll.contract.net.Net;
import atoll.contract.net.SocketId;
import java.io.IOException;

/** {@code NetEcho PORT}: sends back what it gets, a thread for each connection, through the net server. Says "ready". */
public final class NetEcho {
    private static final int SIZE = 1 << 13;

    private NetEcho() {}

    public static void main(String[] args) throws IOException {
        Net net = Names.find("net", Net.class);
        SocketId door = new SocketId(1, 1);
        net.listen(door, "127.0.0.1", Integer.parseInt(args[0]), 200);
        System.out.println("ready");
        for (long i = 2; ; i++) {
            SocketId id = new SocketId(i, 2);
            net.accept(door, id, 0);
            new Thread(() -> echo(net, id)).start();
        }
    }

    private static void echo(Net net, SocketId id) {
        try (Region region = Region.allocate(SIZE)) {
            int got;
            while ((got = net.read(id, region, 0, SIZE, 0)) >= 0) {
                net.write(id, region, 0, got);
            }
            net.close(id);
        } catch (IOException e) {
            System.out.println("ended " + e.getMessage());
        }
    }
}
