package atoll.console;

import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask. A page of another origin in the same browser can have it send requests here, so nothing that a browser adds by itself counts
 * for a right: there are no cookies, and the token is in a header that only our own page sets. A name that another site points at
 * this address (DNS rebinding) would make it the same origin, so the name in {@code Host} must be one of this console's.
 */
final class Guard {
    private static final String BEARER = "Bearer ";

    private final byte[] token;
    private final byte[] metricsToken;
    private final Set<String> hosts = new HashSet<>();

    Guard(String token, String metricsToken, int port, @Nullable String host) {
        this.token = bytes(token);
        this.metricsToken = bytes(metricsToken);
        for (String each : List.of("127.0.0.1", "localhost", "[::1]")) {
            add(each, port);
        }
        if (host != null) {
            add(host.indexOf(':') >= 0 ? "[" + host + "]" : host, port);
        }
    }

    private static byte[] bytes(String token) {
        if (token.isEmpty()) {
            throw new IllegalArgumentException("an empty token");
        }
        return token.getBytes(StandardCharsets.UTF_8);
    }

    private void add(String host, int port) {
        String name = host.toLowerCase(Locale.ROOT);
        hosts.add(name + ":" + port);
        if (port == 80) {
            hosts.add(name);
        }
    }

    /** Does it name this console, once? */
    boolean isHere(Headers headers) {
        String host = only(headers, "Host");
        return host != null && hosts.contains(host.toLowerCase(Locale.ROOT));
    }

    /** Is it from our own page, as far as a browser says, or from no browser? */
    boolean isOwn(Headers headers) {
        if (headers.containsKey("Origin")) {
            String origin = only(headers, "Origin");
            String host = only(headers, "Host");
            if (origin == null || host == null || !origin.equalsIgnoreCase("http://" + host)) {
                return false;
            }
        }
        return !headers.containsKey("Sec-Fetch-Site") || "same-origin".equals(only(headers, "Sec-Fetch-Site"));
    }

    boolean hasToken(Headers headers) {
        return has(headers, token);
    }

    /** A collector of metrics need not be able to do more. */
    boolean mayMeasure(Headers headers) {
        return has(headers, metricsToken) || has(headers, token);
    }

    private static boolean has(Headers headers, byte[] token) {
        String said = only(headers, "Authorization");
        return said != null
                && said.startsWith(BEARER)
                && MessageDigest.isEqual(token, said.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8));
    }

    /** Null unless it is there once. */
    private static @Nullable String only(Headers headers, String name) {
        List<String> all = headers.get(name);
        return all == null || all.size() != 1 ? null : all.getFirst();
    }
}
