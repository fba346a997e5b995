package atoll.tests.net;

import atoll.kernel.Process;
import atoll.library.net.Network;
import atoll.personality.java.Grants;
import atoll.system.Atoll;
import atoll.system.service.NetRights;
import atoll.system.service.NetService;
import atoll.system.service.Services;
import atoll.tests.Deaths;
import atoll.tests.Guest;
import atoll.tests.Wait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** A net server as a process that a supervisor keeps running; at the end of each test nothing of it is left. */
abstract class NetServed {
    final Atoll atoll = Atoll.boot();
    final Services services = new Services(atoll);
    final NetService net = new NetService(atoll);
    final List<Guest> guests = new ArrayList<>();
    private final long before = sockets();

    /** Starts it with the clients that were named. */
    void serve() throws IOException {
        services.add(net.service("net")).start();
    }

    /** The net of a client, for the test itself. */
    Network network(String client) {
        return new Network(net.capability(client).gate());
    }

    /** Starts a program of the tests as that client. */
    Guest guest(Class<?> main, String client, String... arguments) throws IOException {
        return guest(main, net.let(client, new Grants()), arguments);
    }

    Guest guest(Class<?> main, Grants grants, String... arguments) throws IOException {
        Guest guest = Guest.start(atoll, "net", main, grants, arguments);
        guests.add(guest);
        return guest;
    }

    /** All that a test may want on the loopback. */
    static NetRights loopback(int... listen) {
        NetRights rights = new NetRights().connect("localhost", 0);
        for (int port : listen) {
            rights.listen(port);
        }
        return rights;
    }

    Process server() throws InterruptedException {
        return Deaths.awaited(services, "net");
    }

    void killServer() throws InterruptedException {
        Deaths.kill(services, "net");
    }

    /** Descriptors of this JVM that are sockets. */
    static long sockets() {
        long count = 0;
        try (var all = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path one : all) {
                try {
                    count += Files.readSymbolicLink(one).toString().startsWith("socket:") ? 1 : 0;
                } catch (IOException e) {
                    // Closed meanwhile.
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return count;
    }

    @AfterEach
    void endAll() throws Exception {
        for (Guest guest : guests) {
            guest.kill();
        }
        services.close();
        Deaths.awaitNone(atoll, name -> name.equals("net") || name.equals("supervisor"));
        Wait.until(() -> sockets() <= before, () -> before + " sockets were there before, now " + sockets());
    }
}
