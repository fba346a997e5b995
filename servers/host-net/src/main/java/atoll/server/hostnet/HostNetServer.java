package atoll.server.hostnet;

import atoll.contract.Names;
import atoll.contract.Notification;
import atoll.contract.net.Net;
import atoll.contract.net.Sockets;
import atoll.contract.process.ClientEndings;
import atoll.contract.process.Health;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code HostNetServer CLIENT=RIGHT,RIGHT...}: the host's sockets for those clients. For each it serves the endpoint
 * {@code net of CLIENT}, and {@code sockets of CLIENT} for sockets that are the client's own, with just those rights (see {@link Rights}); it asks {@code clients} whose sockets have lost their
 * owner, when {@code endings} is signalled. Serves {@link Health} if it was given that.
 */
public final class HostNetServer {
    private HostNetServer() {}

    public static void main(String[] args) throws InterruptedException {
        ClientEndings clients = Names.find("clients", ClientEndings.class);
        Notification endings = Names.notification("endings");
        List<Window> windows = new ArrayList<>();
        for (String arg : args) {
            Rights rights = Rights.parse(arg);
            Window window = new Window(rights, clients);
            windows.add(window);
            Names.serve("net of " + rights.client(), Net.class, window);
            Names.serve("sockets of " + rights.client(), Sockets.class, new Signpost(rights));
        }
        Sweeper sweeper = new Sweeper(windows);
        Names.serveIfGiven("health", Health.class, sweeper);
        while (true) {
            endings.await();
            sweeper.sweep();
        }
    }
}
