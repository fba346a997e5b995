package atoll.console;

import atoll.contract.CallFailed;
import atoll.contract.control.Control;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What there is to ask for, and who may. Each answer is by one thread, within the limits of {@link Exchanges}. */
final class Site implements HttpHandler {
    /** The body of a request. */
    static final int MOST_BODY = 64 << 10;

    private static final String CHANNEL = "/channel";
    private static final String PLAIN = "text/plain; charset=utf-8";

    /**
     * Everything is ours, and nothing is inline. Strings never become markup or code: {@code trusted-types} with no policy refuses all
     * ways in which scripts do that.
     */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                    + " frame-ancestors 'none'; base-uri 'none'; form-action 'none';"
                    + " require-trusted-types-for 'script'; trusted-types 'none'";

    private final Control system;
    private final Guard guard;
    private final Exchanges exchanges;
    private final Channels channels;

    Site(Control system, Guard guard, Exchanges exchanges) {
        this.system = system;
        this.guard = guard;
        this.exchanges = exchanges;
        this.channels = new Channels(system, exchanges);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        // Closing it closes the connection too where a body was not read to its end.
        try (exchange) {
            harden(exchange.getResponseHeaders());
            answer(exchange);
        } catch (CallFailed e) {
            throw new IOException(e);
        }
    }

    private static void harden(Headers headers) {
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        headers.set("Cache-Control", "no-store");
    }

    private void answer(HttpExchange exchange) throws IOException {
        Headers headers = exchange.getRequestHeaders();
        if (!guard.isHere(headers)) {
            say(exchange, 421, "this console is not asked by that name; \"atoll console\" prints its address");
            return;
        }
        String path = exchange.getRequestURI().getRawPath();
        boolean posts = path.equals(CHANNEL) || path.startsWith(CHANNEL + "/");
        String method = exchange.getRequestMethod();
        if (!method.equals(posts ? "POST" : "GET")) {
            headersOf(exchange).set("Allow", posts ? "POST" : "GET");
            say(exchange, 405, "there is no such request here");
            return;
        }
        if (!posts && !path.equals("/metrics")) {
            page(exchange, path);
            return;
        }
        if (!guard.isOwn(headers)) {
            say(exchange, 403, "this is asked from a page of somebody else");
            return;
        }
        if (posts ? !guard.hasToken(headers) : !guard.mayMeasure(headers)) {
            headersOf(exchange).set("WWW-Authenticate", "Bearer");
            say(exchange, 401, "the token is missing or wrong; \"atoll console\" prints the address with it");
            return;
        }
        if (path.equals(CHANNEL)) {
            channel(exchange);
        } else if (posts) {
            tell(exchange, path.substring(CHANNEL.length() + 1));
        } else {
            metrics(exchange);
        }
    }

    private static Headers headersOf(HttpExchange exchange) {
        return exchange.getResponseHeaders();
    }

    private static void say(HttpExchange exchange, int status, String text) throws IOException {
        // What was not read of the request is not waited for.
        headersOf(exchange).set("Connection", "close");
        send(exchange, status, PLAIN, text.concat("\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        headersOf(exchange).set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        OutputStream out = exchange.getResponseBody();
        out.write(body);
        // Closing it waits for what was not read of the request.
        out.flush();
    }

    private static void page(HttpExchange exchange, String path) throws IOException {
        Pages.Page page = Pages.at(path);
        if (page == null) {
            say(exchange, 404, "there is nothing here");
            return;
        }
        send(exchange, 200, page.type(), page.bytes());
    }

    private void metrics(HttpExchange exchange) throws IOException {
        String text;
        try {
            text = Answer.text(system, "metrics", "text");
        } catch (IOException e) {
            say(exchange, 503, String.valueOf(e.getMessage()));
            return;
        }
        send(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    private void channel(HttpExchange exchange) throws IOException {
        Channel channel = channels.open();
        if (channel == null) {
            say(exchange, 503, Channels.MOST + " pages are open already");
            return;
        }
        try {
            headersOf(exchange).set("Content-Type", "application/x-ndjson; charset=utf-8");
            exchange.sendResponseHeaders(200, 0);
            OutputStream page = exchange.getResponseBody();
            channel.run(page);
        } finally {
            channels.remove(channel);
            channel.close();
        }
    }

    private void tell(HttpExchange exchange, String id) throws IOException {
        Channel channel = channels.find(id);
        if (channel == null) {
            say(exchange, 404, "this channel is closed");
            return;
        }
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BODY + 1);
        if (body.length > MOST_BODY) {
            say(exchange, 413, "at most " + MOST_BODY + " bytes are heard at once");
            return;
        }
        try {
            List<Envelope> lines = Envelope.all(new String(body, StandardCharsets.UTF_8));
            exchanges.begin();
            channel.hear(lines);
        } catch (IllegalArgumentException e) {
            say(exchange, 400, String.valueOf(e.getMessage()));
            return;
        } catch (InterruptedException e) {
            say(exchange, 503, "the system did not take it in time");
            return;
        }
        exchange.sendResponseHeaders(204, -1);
    }
}
