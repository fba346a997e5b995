package shop.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;

/** What the world sees of the shop: a page, the goods, and orders, which it passes on. An ordinary program: it knows nothing of Atoll. */
public final class Front {
    private static final URI ORDERS = URI.create("http://127.0.0.1:8080/");
    private static final long PATIENCE_NANOS = 20_000_000_000L;
    private static final Map<String, String> PAGES = Map.of(
            "/", "index.html text/html", "/shop.js", "shop.js text/javascript", "/shop.css", "shop.css text/css");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path site;

    private Front(Path site) {
        this.site = site;
    }

    public static void main(String[] args) throws IOException {
        Front front = new Front(Path.of(args[1]));
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])), 0);
        server.createContext("/", front::page);
        server.createContext("/goods", exchange -> front.pass(exchange, "goods", null));
        server.createContext("/orders", front::orders);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        System.out.println("open at http://127.0.0.1:" + args[0] + "/");
    }

    private void page(HttpExchange exchange) throws IOException {
        String known = PAGES.get(exchange.getRequestURI().getPath());
        if (known == null) {
            answer(exchange, 404, "text/plain", "no such page\n".getBytes(StandardCharsets.UTF_8));
            return;
        }
        String[] page = known.split(" ");
        answer(exchange, 200, page[1], Files.readAllBytes(site.resolve(page[0])));
    }

    private void orders(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("GET")) {
            pass(exchange, "orders", null);
            return;
        }
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        String host = exchange.getRequestHeaders().getFirst("Host");
        if (origin != null && !origin.equals("http://" + host)) {
            answer(exchange, 403, "text/plain", "not from another site\n".getBytes(StandardCharsets.UTF_8));
            return;
        }
        Map<String, String> form = form(new String(exchange.getRequestBody().readNBytes(1_000), StandardCharsets.UTF_8));
        String id = form.getOrDefault("id", UUID.randomUUID().toString());
        String good = form.getOrDefault("good", "");
        String count = form.getOrDefault("count", "1");
        if (!id.matches("[A-Za-z0-9-]{1,40}") || !good.matches("[a-z]{1,20}") || !count.matches("[1-9][0-9]?")) {
            String why = "an order is good=NAME, count=1 to 99 and, if you like, an id of your own\n";
            answer(exchange, 400, "text/plain", why.getBytes(StandardCharsets.UTF_8));
            return;
        }
        pass(exchange, "orders", id + " " + good + " " + count);
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new HashMap<>();
        for (String pair : body.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return form;
    }

    /** Asks the order service, and again when it dies: an order has a number, so that changes nothing. */
    private void pass(HttpExchange exchange, String path, String body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(ORDERS.resolve(path)).timeout(Duration.ofSeconds(10));
        if (body != null) {
            request.POST(HttpRequest.BodyPublishers.ofString(body));
        }
        long begun = System.nanoTime();
        while (true) {
            String failed;
            try {
                HttpResponse<byte[]> got = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
                if (got.statusCode() != 503) {
                    answer(exchange, got.statusCode(), "application/json", got.body());
                    return;
                }
                failed = new String(got.body(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                failed = e + "\n";
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            if (System.nanoTime() - begun > PATIENCE_NANOS) {
                answer(exchange, 503, "text/plain", failed.getBytes(StandardCharsets.UTF_8));
                return;
            }
            pause();
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.getResponseHeaders().set("Content-Security-Policy", "default-src 'self'");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
