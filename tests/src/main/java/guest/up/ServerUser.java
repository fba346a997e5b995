package guest.up;

import atoll.contract.CallFailed;
import atoll.contract.Names;
import atoll.contract.Notification;
import atoll.contract.clock.Clock;
import atoll.contract.clock.Timers;
import atoll.contract.entropy.Entropy;
import atoll.contract.net.Net;
import atoll.contract.net.SocketId;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

/** {@code ServerUser PORT}: sleeps by a timer, draws random bytes, and has an echo server on that port say them, again and again. */
public final class ServerUser {
    private static final long NAP = 5_000_000;
    private static final int BYTES = 16;
    private static final int TIMEOUT = 10_000;

    private final Clock clock = Names.find("clock", Clock.class);
    private final Timers timers = Names.find("timers", Timers.class);
    private final Notification bell = Names.notification("bell");
    private final Entropy entropy = Names.find("entropy", Entropy.class);
    private final Net net = Names.find("net", Net.class);
    private final Random random = new Random();
    private final int port;

    private ServerUser(int port) {
        this.port = port;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        ServerUser user = new ServerUser(Integer.parseInt(args[0]));
        byte[] last = {};
        while (true) {
            user.sleep();
            // Of these neither loses a call with its server.
            byte[] bytes = user.entropy.bytes(BYTES);
            if (bytes.length != BYTES || Arrays.equals(bytes, last)) {
                throw new IllegalStateException("not random: " + HexFormat.of().formatHex(bytes));
            }
            last = bytes;
            try {
                System.out.println(Arrays.equals(bytes, user.echo(bytes)) ? "round" : "wrong");
            } catch (CallFailed | IOException e) {
                System.out.println("lost " + e.getMessage());
            }
        }
    }

    private void sleep() throws IOException, InterruptedException {
        long until = clock.monotonic() + NAP;
        timers.arm("bell", until, 0);
        // It may ring again for what it had just rung when the clock was killed.
        while (clock.monotonic() < until) {
            bell.await();
        }
    }

    private byte[] echo(byte[] bytes) throws IOException {
        SocketId id = new SocketId(random.nextLong(), random.nextLong());
        net.connect(id, "127.0.0.1", port, TIMEOUT);
        try {
            net.send(id, bytes);
            byte[] back = new byte[bytes.length];
            for (int at = 0; at < back.length; ) {
                byte[] part = net.receive(id, back.length - at, TIMEOUT);
                if (part.length == 0) {
                    throw new IOException("ended after " + at + " bytes");
                }
                System.arraycopy(part, 0, back, at, part.length);
                at += part.length;
            }
            return back;
        } finally {
            net.close(id);
        }
    }
}
