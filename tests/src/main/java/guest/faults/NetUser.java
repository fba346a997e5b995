package guest.faults;

import atoll.contract.Names;
import atoll.contract.Region;
import atoll.contract.net.Net;
import atoll.contract.net.SocketId;
import java.io.IOException;

/** {@code NetUser PORT}: listens, connects to itself, and exchanges bytes in both ways; exits with 0 if all was right. */
public final class NetUser {
    private static final int SIZE = 3_000;
    private static final int ROUNDS = 3;

    private NetUser() {}

    public static void main(String[] args) throws InterruptedException {
        try {
            boolean right = exchange(args);
            System.out.println(right ? "right" : "wrong");
            System.exit(right ? 0 : 1);
        } catch (IOException e) {
            // Ends the thread that would wait for this one, too.
            System.out.println(e);
            System.exit(1);
        }
    }

    private static boolean exchange(String[] args) throws IOException, InterruptedException {
        Net net = Names.find("net", Net.class);
        int port = Integer.parseInt(args[0]);
        SocketId door = new SocketId(1, 1);
        net.listen(door, "127.0.0.1", port, 5);
        boolean right = true;
        for (int i = 0; i < ROUNDS; i++) {
            SocketId there = new SocketId(2, i);
            SocketId here = new SocketId(3, i);
            Thread connects = new Thread(() -> echoes(net, there, port));
            connects.start();
            net.accept(door, here, 0);
            right &= exchanged(net, here);
            net.close(here);
            connects.join();
        }
        return right;
    }

    private static boolean exchanged(Net net, SocketId here) throws IOException {
        try (Region region = Region.allocate(SIZE)) {
            region.fill(0, SIZE, (byte) 5);
            net.write(here, region, 0, SIZE);
            net.shutdownOutput(here);
            int sum = 0;
            int count = 0;
            byte[] got;
            while ((got = net.receive(here, SIZE, 0)).length > 0) {
                count += got.length;
                for (byte b : got) {
                    sum += b;
                }
            }
            return count == SIZE && sum == 5 * SIZE;
        }
    }

    private static void echoes(Net net, SocketId there, int port) {
        try (Region region = Region.allocate(SIZE)) {
            net.connect(there, "127.0.0.1", port, 0);
            int got;
            while ((got = net.read(there, region, 0, SIZE, 0)) >= 0) {
                net.write(there, region, 0, got);
            }
            net.close(there);
        } catch (IOException e) {
            System.out.println("echo: " + e.getMessage());
        }
    }
}
