package atoll.tests.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.console.Main;
import atoll.contract.control.Control;
import atoll.kernel.Capability;
import atoll.kernel.Endpoint;
import atoll.personality.java.Grants;
import atoll.system.service.Service;
import atoll.tests.ConsolePage;
import atoll.tests.FreePort;
import atoll.tests.Wait;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the console answers, to whom, and what it costs when clients are bad. */
@Timeout(240)
class ConsoleTest extends Served {
    private static final String BEARER = "Authorization: Bearer " + ConsoleSystem.TOKEN;

    private final ConsoleSystem system = new ConsoleSystem();
    private final Endpoint<Control> endpoint = atoll.endpoint("system", Control.class);
    private final int port = FreePort.next();
    private final String host = "Host: 127.0.0.1:" + port;

    private void start() throws Exception {
        start(endpoint.capability());
    }

    private void start(Capability<Control> given) throws Exception {
        endpoint.serve(system);
        Grants grants = new Grants().use("system", given).listen(port).whenEnding(system::closeAll);
        services.add(new Service("console", program(Main.class, Integer.toString(port)), grants));
        services.start();
        awaitAnswer();
    }

    private void awaitAnswer() throws InterruptedException {
        Wait.until(this::answers, () -> "the console does not answer");
    }

    private boolean answers() {
        try {
            return RawRequest.status(port, "GET /", host) == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean opensPages() {
        try (RawRequest request = new RawRequest(port)) {
            request.send("POST /channel HTTP/1.1\r\n" + host + "\r\n" + BEARER + "\r\nContent-Length: 0\r\n\r\n");
            return request.until("\r\n").startsWith("HTTP/1.1 200");
        } catch (IOException e) {
            return false;
        }
    }

    private ConsolePage page() throws Exception {
        return ConsolePage.open(port, ConsoleSystem.TOKEN);
    }

    /** Also to who has the token. */
    private void answersAsBefore() throws Exception {
        assertEquals(200, RawRequest.status(port, "GET /", host));
        try (ConsolePage page = page()) {
            assertEquals("204", page.says("{\"c\":1,\"ask\":{\"do\":\"ps\"}}"));
            assertEquals("{\"c\":1,\"line\":{\"by\":\"look\"}}", page.next().toString());
        }
        Wait.until(() -> system.open() == 0, () -> system.open() + " connections are left open");
    }

    @Test
    void pagesAndWhatTheirBrowserIsTold() throws Exception {
        start();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> index = get(client, "/");
            HttpHeaders headers = index.headers();
            String policy = headers.firstValue("Content-Security-Policy").orElseThrow();
            assertTrue(policy.startsWith("default-src 'none'; script-src 'self'; style-src 'self';"), policy);
            assertTrue(!policy.contains("unsafe") && policy.contains("frame-ancestors 'none'"), policy);
            assertEquals("nosniff", headers.firstValue("X-Content-Type-Options").orElseThrow());
            assertEquals("no-referrer", headers.firstValue("Referrer-Policy").orElseThrow());
            assertEquals("no-store", headers.firstValue("Cache-Control").orElseThrow());
            assertEquals(
                    "same-origin",
                    headers.firstValue("Cross-Origin-Opener-Policy").orElseThrow());
            assertEquals(
                    "same-origin",
                    headers.firstValue("Cross-Origin-Resource-Policy").orElseThrow());
            int found = 0;
            List<String> left = new ArrayList<>(List.of("/"));
            Set<String> seen = new HashSet<>(left);
            while (!left.isEmpty()) {
                HttpResponse<String> answer = get(client, left.removeFirst());
                assertEquals(200, answer.statusCode(), answer.uri().toString());
                found++;
                Matcher names = Pattern.compile("(?:src=\"|href=\"|from \"\\.|import\\(\"\\.)(/[^\"]+)\"")
                        .matcher(answer.body());
                while (names.find()) {
                    if (seen.add(names.group(1))) {
                        left.add(names.group(1));
                    }
                }
            }
            assertTrue(found > 20, () -> "only " + seen);
        }
    }

    private HttpResponse<String> get(HttpClient client, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aPageTalksWithTheSystem() throws Exception {
        start();
        try (ConsolePage page = page()) {
            assertEquals(
                    "204",
                    page.says(
                            "{\"c\":1,\"ask\":{\"do\":\"ps\"}}",
                            "",
                            " { \"ask\" : {\"why\":[1,-2.5e3,true,null,{\"do\":\"ps\"}], \"do\":\"\\u006bill\"}, \"c\" : 2 } "));
            List<String> heard = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                heard.add(page.next().toString());
            }
            assertTrue(
                    heard.containsAll(List.of(
                            "{\"c\":1,\"line\":{\"by\":\"look\"}}",
                            "{\"c\":1,\"line\":{\"end\":0}}",
                            "{\"c\":1,\"over\":true}",
                            "{\"c\":2,\"line\":{\"by\":\"change\"}}",
                            "{\"c\":2,\"line\":{\"end\":0}}",
                            "{\"c\":2,\"over\":true}")),
                    heard::toString);
            assertEquals("204", page.says("{\"c\":1,\"ask\":{\"do\":\"exec\"}}", "{\"c\":1,\"tell\":{\"in\":\"é\"}}"));
            assertEquals("{\"c\":1,\"line\":{\"by\":\"session\"}}", page.next().toString());
            assertEquals(
                    "{\"c\":1,\"line\":{\"echo\":{\"in\":\"é\"}}}", page.next().toString());
            assertEquals("400 conversation 1 is under way", page.says("{\"c\":1,\"ask\":{\"do\":\"ps\"}}"));
            assertEquals(
                    "204", page.says("{\"c\":1,\"close\":true}", "{\"c\":1,\"tell\":{}}", "{\"c\":7,\"tell\":{}}"));
            Wait.until(() -> system.open() == 0, () -> system.open() + " are open");
            assertEquals("204", page.says("{\"c\":1,\"ask\":{\"do\":\"exec\"}}"));
            assertEquals("{\"c\":1,\"line\":{\"by\":\"session\"}}", page.next().toString());
        }
        Wait.until(() -> system.open() == 0, () -> "what a page that is gone had open stays");
    }

    @Test
    void metricsAreText() throws Exception {
        start();
        for (String token : new String[] {ConsoleSystem.TOKEN, ConsoleSystem.METRICS}) {
            metricsAreText("Authorization: Bearer " + token);
        }
        for (String path : new String[] {"POST /channel", "POST /channel/x"}) {
            assertEquals(401, RawRequest.status(port, path, host, "Authorization: Bearer " + ConsoleSystem.METRICS));
        }
    }

    private void metricsAreText(String bearer) throws IOException {
        try (RawRequest request = new RawRequest(port)) {
            String answer = request.send(
                            "GET /metrics HTTP/1.1\r\n" + host + "\r\n" + bearer + "\r\nConnection: close\r\n\r\n")
                    .answer();
            assertTrue(answer.endsWith("\r\n\r\none 1\ntwo 2\n"), answer);
            assertTrue(answer.contains("text/plain; version=0.0.4"), answer);
        }
    }

    @Test
    void whoMayNotAskIsTold() throws Exception {
        start();
        for (String path : new String[] {"POST /channel", "POST /channel/x", "GET /metrics"}) {
            assertEquals(401, RawRequest.status(port, path, host), path);
            for (String wrong : new String[] {
                "Bearer ",
                "Bearer x",
                "Basic " + ConsoleSystem.TOKEN,
                "Bearer " + ConsoleSystem.TOKEN + "x",
                "Bearer " + ConsoleSystem.TOKEN.substring(1),
                ConsoleSystem.TOKEN
            }) {
                assertEquals(401, RawRequest.status(port, path, host, "Authorization: " + wrong), wrong);
            }
            assertEquals(401, RawRequest.status(port, path, host, BEARER, BEARER), path);
            for (String foreign : new String[] {
                "Origin: http://evil.example",
                "Origin: null",
                "Origin: https://127.0.0.1:" + port,
                "Origin: http://localhost:" + port,
                "Origin: http://127.0.0.1",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site",
                "Sec-Fetch-Site: none"
            }) {
                assertEquals(403, RawRequest.status(port, path, host, BEARER, foreign), foreign);
            }
            for (String foreign : new String[] {
                "Host: evil.example",
                "Host: evil.example:" + port,
                "Host: 127.0.0.1",
                "Host: 127.0.0.1:1",
                "Host:",
                "X: y",
                "Host: 127.0.0.1:" + port + "\r\nHost: 127.0.0.1:" + port,
                "Host: 127.0.0.1:" + port + ".evil.example"
            }) {
                assertEquals(421, RawRequest.status(port, path, foreign, BEARER), foreign);
            }
        }
        String own = "Origin: http://localhost:" + port;
        String there = "Host: LocalHost:" + port;
        assertEquals(
                404, RawRequest.status(port, "POST /channel/x", there, own, BEARER, "Sec-Fetch-Site: same-origin"));
        answersAsBefore();
    }

    @Test
    void pathsThatAreNone() throws Exception {
        start();
        for (String path : new String[] {
            "/index.htm", "/main.js/", "//main.js", "/../Main.class", "/vendor/../Main.class", "/%2e%2e/Main.class",
                    "/vendor/",
            "/vendor", "/Main.class", "/module-info.class", "/main.js%00", "/metrics/", "/vendor\\xterm.mjs",
                    "/VENDOR/xterm.mjs"
        }) {
            assertNotEquals(200, RawRequest.status(port, "GET " + path, host, BEARER), path);
        }
        for (String other : new String[] {
            "PUT /", "POST /", "GET /channel", "DELETE /channel/x", "TRACE /metrics", "OPTIONS *", "X /"
        }) {
            assertNotEquals(200, RawRequest.status(port, other, host, BEARER), other);
        }
        answersAsBefore();
    }

    @Test
    void whatIsNoHttp() throws Exception {
        start();
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 30; i++) {
            byte[] bytes = new byte[1 + random.nextInt(5_000)];
            random.nextBytes(bytes);
            try (RawRequest request = new RawRequest(port)) {
                request.send(bytes).send("\r\n\r\n\r\n\r\n");
                assertNotEquals("HTTP/1.1 200", request.answer(), () -> "seed " + seed);
            }
        }
        try (RawRequest request = new RawRequest(port)) {
            assertNotEquals(
                    "HTTP/1.1 200",
                    request.send("GET / HTTP/1.1\r\n" + host + "\r\n" + "X: y\r\n".repeat(20_000) + "\r\n")
                            .answer());
        } catch (SocketException e) {
            // It is closed before all is sent.
        }
        answersAsBefore();
    }

    @Test
    void bodiesThatAreTooLong() throws Exception {
        start();
        try (ConsolePage page = page()) {
            String most = "x".repeat(65_000);
            assertEquals("204", page.says("{\"c\":1,\"ask\":{\"do\":\"sit\",\"x\":\"" + most + "\"}}"));
            assertEquals(
                    "413 at most 65536 bytes are heard at once",
                    page.says("{\"c\":2,\"ask\":{\"x\":\"" + most.repeat(2) + "\"}}"));
        }
        assertEquals(401, RawRequest.status(port, "POST /channel", host, "Content-Length: 99999999999"));
        answersAsBefore();
    }

    @Test
    void linesThatMakeNoSense() throws Exception {
        start();
        try (ConsolePage page = page()) {
            for (String bad : new String[] {
                "x",
                "{",
                "{}",
                "[]",
                "{\"c\":1}",
                "{\"c\":1,\"ask\":{}}",
                "{\"c\":1,\"ask\":[]}",
                "{\"c\":1,\"ask\":{\"do\":1}}",
                "{\"c\":-1,\"ask\":{\"do\":\"ps\"}}",
                "{\"c\":1.5,\"ask\":{\"do\":\"ps\"}}",
                "{\"c\":9999999999,\"ask\":{\"do\":\"ps\"}}",
                "{\"c\":1,\"ask\":{\"do\":\"ps\",\"do\":\"down\"}}",
                "{\"c\":1,\"c\":2,\"ask\":{\"do\":\"ps\"}}",
                "{\"c\":1,\"ask\":{\"do\":\"ps\"},\"tell\":{}}",
                "{\"c\":1,\"ask\":{\"do\":\"ps\"}} {}",
                "{\"c\":1,\"ask\":{\"do\":\"ps\"},}",
                "{\"c\":1,\"ask\":{\"do\":\"ps\",\"x\":01}}",
                "{\"c\":1,\"ask\":{\"do\":\"ps\",\"x\":\"\t\"}}",
                "{\"c\":1,\"ask\":{\"do\":\"ps\",\"x\":" + "[".repeat(60_000) + "}}",
                "{\"c\":1,\"ask\":{\"do\":\"ps\",\"x\":\"\\x\"}}"
            }) {
                String told = page.says("{\"c\":3,\"ask\":{\"do\":\"exec\"}}", bad);
                assertTrue(told.startsWith("400 "), () -> bad + ": " + told);
            }
            assertEquals("204", page.says("{\"c\":3,\"ask\":{\"do\":\"ps\"}}"));
            assertEquals("{\"c\":3,\"line\":{\"by\":\"look\"}}", page.next().toString());
        }
        answersAsBefore();
    }

    @Test
    void conversationsAndPagesAreBounded() throws Exception {
        start();
        List<ConsolePage> pages = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            pages.add(page());
        }
        assertEquals(503, RawRequest.status(port, "POST /channel", host, BEARER));
        ConsolePage first = pages.getFirst();
        for (int i = 0; i < 16; i++) {
            assertEquals("204", first.says("{\"c\":" + i + ",\"ask\":{\"do\":\"sit\"}}"));
        }
        assertEquals("400 more than 16 conversations", first.says("{\"c\":16,\"ask\":{\"do\":\"ps\"}}"));
        assertEquals("204", first.says("{\"c\":5,\"close\":true}", "{\"c\":16,\"ask\":{\"do\":\"ps\"}}"));
        assertEquals("{\"c\":16,\"line\":{\"by\":\"look\"}}", first.next().toString());
        for (ConsolePage page : pages) {
            page.close();
        }
        Wait.until(this::opensPages, () -> "no page can be opened any more");
        // That one is seen to be gone, too.
        Wait.until(() -> opensPages() && system.open() == 0, () -> "conversations are left");
    }

    /** Each is given up after its time; others are answered meanwhile. */
    @Test
    void clientsThatDoNotGoOn() throws Exception {
        start();
        List<RawRequest> stuck = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            stuck.add(new RawRequest(port).send("GET / HTTP/1.1\r\nX: "));
        }
        try (ConsolePage page = page();
                RawRequest unread = new RawRequest(port)) {
            // A body that never ends.
            stuck.add(
                    new RawRequest(port).send("POST /channel HTTP/1.1\r\n" + host + "\r\nContent-Length: 50\r\n\r\nx"));
            String channel = unread.send(
                            "POST /channel HTTP/1.1\r\n" + host + "\r\n" + BEARER + "\r\nContent-Length: 0\r\n\r\n")
                    .until("}");
            String id = channel.substring(channel.lastIndexOf(":\"") + 2, channel.lastIndexOf('"'));
            stuck.add(new RawRequest(port)
                    .send("POST /channel/" + id + " HTTP/1.1\r\n" + host + "\r\n" + BEARER
                            + "\r\nContent-Length: 50\r\n\r\nx"));
            // A page that takes nothing of what it has asked for.
            String ask = "{\"c\":1,\"ask\":{\"do\":\"flood\"}}";
            try (RawRequest asks = new RawRequest(port)) {
                asks.send("POST /channel/" + id + " HTTP/1.1\r\n" + host + "\r\n" + BEARER
                        + "\r\nConnection: close\r\nContent-Length: " + ask.length() + "\r\n\r\n" + ask);
                assertTrue(asks.answer().startsWith("HTTP/1.1 204"));
            }
            assertEquals("204", page.says("{\"c\":1,\"ask\":{\"do\":\"ps\"}}"));
            assertEquals("{\"c\":1,\"line\":{\"by\":\"look\"}}", page.next().toString());
            for (RawRequest each : stuck) {
                assertTrue(!each.answer().startsWith("HTTP/1.1 200"));
                each.close();
            }
            Wait.until(() -> system.open() == 0, () -> "the flood goes on for nobody");
        }
        answersAsBefore();
    }

    @Test
    void aKilledConsoleComesBackWithItsToken() throws Exception {
        start();
        for (int i = 0; i < 5; i++) {
            try (ConsolePage page = page()) {
                assertEquals(
                        "204", page.says("{\"c\":1,\"ask\":{\"do\":\"sit\"}}", "{\"c\":2,\"ask\":{\"do\":\"flood\"}}"));
                page.next();
                kill("console");
            }
            awaitAnswer();
        }
        try (ConsolePage page = page()) {
            assertEquals("204", page.says("{\"c\":1,\"ask\":{\"do\":\"ps\"}}"));
            assertEquals("{\"c\":1,\"line\":{\"by\":\"look\"}}", page.next().toString());
        }
    }

    @Test
    void aRightThatItLacksIsTold() throws Exception {
        start(endpoint.capability().with(Set.of()));
        try (ConsolePage page = page()) {
            assertEquals("204", page.says("{\"c\":1,\"ask\":{\"do\":\"kill\"}}"));
            String told = page.next().toString();
            assertTrue(told.startsWith("{\"c\":1,\"line\":{\"error\":\"") && told.contains("change"), told);
            assertEquals("{\"c\":1,\"over\":true}", page.next().toString());
        }
        answersAsBefore();
    }
}
