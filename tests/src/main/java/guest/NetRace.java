package guest;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** Connects to a UNIX socket while the folder in its path turns into a link to HOST-FOLDER and back; ROUNDS times. */
public final class NetRace {
    private NetRace() {}

    public static void main(String[] args) throws Exception {
        Path race = Path.of("/tmp/race");
        Path folder = Files.createDirectory(Path.of("/tmp/folder"));
        Path link = Files.createSymbolicLink(Path.of("/tmp/link"), Path.of(args[0]));
        ServerSocketChannel own = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        own.bind(UnixDomainSocketAddress.of(folder.resolve("socket")));
        serve(own);
        AtomicBoolean over = new AtomicBoolean();
        Thread swapper = new Thread(() -> {
            while (!over.get()) {
                try {
                    Files.move(folder, race);
                    Files.move(race, folder);
                    Files.move(link, race);
                    Files.move(race, link);
                } catch (IOException again) {
                    Thread.onSpinWait();
                }
            }
        });
        swapper.start();
        int connected = 0;
        int refused = 0;
        int rounds = Integer.parseInt(args[1]);
        for (int i = 0; i < rounds; i++) {
            try (SocketChannel to = SocketChannel.open(UnixDomainSocketAddress.of(race.resolve("socket")))) {
                connected++;
            } catch (IOException gone) {
                refused++;
            }
        }
        over.set(true);
        swapper.join();
        System.out.println(connected > 0 && refused > 0 ? "raced" : connected + " connected, " + refused + " refused");
        System.exit(0);
    }

    private static void serve(ServerSocketChannel own) {
        Thread.ofPlatform().daemon().start(() -> {
            while (own.isOpen()) {
                try {
                    own.accept().close();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
    }
}
