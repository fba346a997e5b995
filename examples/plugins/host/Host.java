package plugins.host;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/** Uses the plug-ins that it is told of, all the time, and shows what became of each: GET / is the table, POST /NAME asks one. */
public final class Host {
    private Host() {}

    public static void main(String[] names) throws IOException {
        Guest[] all = new Guest[names.length];
        for (int i = 0; i < names.length; i++) {
            all[i] = new Guest(names[i]);
        }
        new Thread(() -> Guest.watch(all), "quotas").start();
        for (Guest each : all) {
            new Thread(each::use, each.name).start();
        }
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 8645), 0);
        server.createContext("/", exchange -> answer(exchange, all));
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        System.out.println("open at http://127.0.0.1:8645/");
    }

    private static void answer(HttpExchange exchange, Guest[] all) throws IOException {
        String path = exchange.getRequestURI().getPath();
        StringBuilder text = new StringBuilder();
        if (path.equals("/")) {
            text.append("PLUGIN     CALLS  ANSWERS  LAST\n");
            for (Guest each : all) {
                text.append(each.row());
            }
        }
        String asked = new String(exchange.getRequestBody().readNBytes(200), StandardCharsets.UTF_8);
        for (Guest each : all) {
            if (path.equals("/" + each.name)) {
                text.append(each.call(asked)).append('\n');
            }
        }
        byte[] body = text.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
