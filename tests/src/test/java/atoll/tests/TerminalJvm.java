package atoll.tests;

import atoll.system.Main;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;

/** {@code TerminalJvm PORT WORDS...}: a JVM of its own that runs the words, and ends when its peer at the port closes, whatever runs. */
final class TerminalJvm {
    private TerminalJvm() {}

    public static void main(String[] args) throws Exception {
        Thread run = new Thread(() -> Main.execute(Arrays.copyOfRange(args, 1, args.length)));
        run.setDaemon(true);
        run.start();
        try (Socket peer = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]))) {
            while (peer.getInputStream().read() >= 0) {
                // Until it closes.
            }
        }
        System.exit(3);
    }
}
