package atoll.console;

import atoll.contract.CallFailed;
import atoll.contract.Names;
import atoll.contract.control.Control;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The system in a browser. It is given {@code system}, and may listen on the port that is its first argument; a second one names another
 * address than the loopback one.
 */
public final class Main {
    private static final int BACKLOG = 64;

    private Main() {}

    public static void main(String[] arguments) {
        if (arguments.length < 1 || arguments.length > 2 || !arguments[0].matches("[0-9]{1,5}")) {
            System.err.println("console: arguments are PORT [HOST]");
            System.exit(2);
            return;
        }
        try {
            serve(Integer.parseInt(arguments[0]), arguments.length > 1 ? arguments[1] : null);
        } catch (IOException | CallFailed | IllegalArgumentException e) {
            System.err.println("console: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void serve(int port, @Nullable String host) throws IOException {
        // The JDK's server looks at these when it is first used in a JVM, for all processes: see CAVEATS.md.
        System.setProperty("jdk.httpserver.maxConnections", Integer.toString(2 * Exchanges.MOST));
        System.setProperty("sun.net.httpserver.maxReqHeaderSize", Integer.toString(16 << 10));
        System.setProperty("sun.net.httpserver.nodelay", "true");
        Control system = Names.find("system", Control.class);
        Exchanges exchanges = new Exchanges();
        InetAddress address = host == null ? InetAddress.getLoopbackAddress() : InetAddress.getByName(host);
        HttpServer server = HttpServer.create(new InetSocketAddress(address, port), BACKLOG);
        Guard guard = new Guard(
                Answer.text(system, "token", "token"),
                Answer.text(system, "token", "metrics"),
                server.getAddress().getPort(),
                host);
        server.createContext("/", new Site(system, guard, exchanges));
        server.setExecutor(exchanges);
        server.start();
        System.out.println("listening on " + address.getHostAddress() + " port "
                + server.getAddress().getPort());
    }
}
