package guest.faults;

import atoll.contract.Names;
import atoll.contract.net.NetFault;
import atoll.contract.net.SocketEnd;
import atoll.contract.net.SocketKind;
import atoll.contract.net.Sockets;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A net server that is asked for port N and does what N stands for; names are lies as well. Says who is called with an address beyond. */
public final class SocketLiar implements Sockets {
    public static final int NULL = 1;
    public static final int NO_HOST = 2;
    public static final int NO_DIGITS = 3;
    public static final int NO_PORT = 4;
    public static final int OTHER_FAMILY = 5;
    public static final int HANGS = 6;
    public static final int THROWS = 7;
    public static final int NO_FAULT = 8;
    public static final int OVERFLOWS = 9;
    public static final int TIMED_OUT = 10;

    private final String host;
    private final int port;

    private SocketLiar(String host, int port) {
        this.host = host;
        this.port = port;
    }

    /** Where all else goes: HOST PORT. */
    public static void main(String[] args) throws InterruptedException {
        Names.serve("sockets", Sockets.class, new SocketLiar(args[0], Integer.parseInt(args[1])));
        new CountDownLatch(1).await();
    }

    private @Nullable SocketEnd answer(String asked, int number) throws IOException {
        return switch (number) {
            case NULL -> null;
            case NO_HOST -> new SocketEnd(null, number);
            case NO_DIGITS -> new SocketEnd("x".repeat(1_000), number);
            case NO_PORT -> new SocketEnd(asked, 1 << 16);
            case OTHER_FAMILY -> new SocketEnd("::1", port);
            case HANGS -> hangs();
            case THROWS -> throw new IllegalArgumentException("by a server");
            case NO_FAULT -> throw new IOException("something: else");
            case OVERFLOWS -> answer(asked, number);
            case TIMED_OUT -> throw NetFault.TIMED_OUT.because("");
            default -> new SocketEnd(host, port);
        };
    }

    private static SocketEnd hangs() {
        while (true) {
            Thread.onSpinWait();
        }
    }

    @Override
    public @Nullable SocketEnd bind(SocketKind kind, String asked, int number) throws IOException {
        return answer(asked, number);
    }

    @Override
    public @Nullable SocketEnd connect(SocketKind kind, String asked, int number) throws IOException {
        return answer(asked, number);
    }

    @Override
    public @Nullable SocketEnd send(String asked, int number, boolean answer) throws IOException {
        return answer(asked, number);
    }

    @Override
    public String @Nullable [] lookup(String name) throws IOException {
        return switch (name) {
            case "null" -> null;
            case "nulls" -> new String[1];
            case "none" -> new String[0];
            case "words" -> new String[] {"127.0.0.1", "no digits"};
            case "hangs" -> {
                hangs();
                yield null;
            }
            // It says that the name, which the client may connect to, is where it may not.
            default -> new String[] {host};
        };
    }

    @Override
    public @Nullable String name(String digits) {
        return null;
    }
}
