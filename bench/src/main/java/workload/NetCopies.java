package workload;

import atoll.contract.Names;
import atoll.contract.Region;
import atoll.contract.net.Net;
import atoll.contract.net.SocketId;
import atoll.contract.net.SocketOption;
import java.io.IOException;

/**
 * {@code NetCopies HOW PORT ROUNDS}: writes to one end of a connection and reads the same at the other, from one thread, through
 * the net server, with a region that is lent and with arrays that are copied. Prints for each size the bytes and, for each way,
 * the nanoseconds of the lower quartile of the rounds.
 */
public final class NetCopies {
    private static final int[] SIZES = {1, 100, 500, 1_000, 2_000, 4_000, 16_000, 64_000};
    private static final int TIMES = 200;
    private static final int TIMEOUT = 0;

    private final Net net = Names.find("net", Net.class);
    private final SocketId from = new SocketId(1, 1);
    private final SocketId to = new SocketId(2, 2);

    /** As the library has it: a program's array is copied into the region, and out of it. */
    private final Region out = Region.allocate(1 << 16);

    private final Region in = Region.allocate(1 << 16);

    private NetCopies() {}

    public static void main(String[] args) throws IOException {
        NetCopies copies = new NetCopies();
        int port = Integer.parseInt(args[1]);
        int rounds = Integer.parseInt(args[2]);
        SocketId door = new SocketId(3, 3);
        copies.net.listen(door, "127.0.0.1", port, 1);
        copies.net.connect(copies.from, "127.0.0.1", port, 0);
        copies.net.accept(door, copies.to, 0);
        copies.net.setOption(copies.from, SocketOption.NO_DELAY, 1);
        for (int size : SIZES) {
            long[][] times = new long[2][rounds];
            for (int i = -rounds; i < rounds; i++) {
                for (int way = 0; way < 2; way++) {
                    long start = System.nanoTime();
                    copies.round(way == 0, new byte[size]);
                    times[way][Math.max(0, i)] = (System.nanoTime() - start) / TIMES;
                }
            }
            java.util.Arrays.sort(times[0]);
            java.util.Arrays.sort(times[1]);
            System.out.println(size + " " + times[0][rounds / 4] + " " + times[1][rounds / 4]);
        }
        System.out.flush();
        System.exit(0);
    }

    private void round(boolean region, byte[] bytes) throws IOException {
        for (int i = 0; i < TIMES; i++) {
            if (region) {
                byRegion(bytes);
            } else {
                byArray(bytes);
            }
        }
    }

    private void byRegion(byte[] bytes) throws IOException {
        out.write(0, bytes, 0, bytes.length);
        net.write(from, out, 0, bytes.length);
        for (int done = 0; done < bytes.length; ) {
            int got = net.read(to, in, 0, bytes.length - done, TIMEOUT);
            in.read(0, bytes, done, got);
            done += got;
        }
    }

    private void byArray(byte[] bytes) throws IOException {
        net.send(from, bytes);
        for (int done = 0; done < bytes.length; ) {
            byte[] got = net.receive(to, bytes.length - done, TIMEOUT);
            System.arraycopy(got, 0, bytes, done, got.length);
            done += got.length;
        }
    }
}
