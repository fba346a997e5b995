package atoll.tests.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.net.Sockets;
import atoll.kernel.Endpoint;
import atoll.kernel.Preload;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.system.service.NetRights;
import atoll.system.service.Service;
import atoll.tests.FreePort;
import atoll.tests.Guest;
import atoll.tests.Kills;
import guest.NetClient;
import guest.NetServer;
import guest.SocketLoad;
import guest.SocketSurvey;
import guest.SocketTrials;
import guest.faults.SocketLiar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs that know of no net server, and one that says where their sockets go. */
@Timeout(180)
class SocketsTest extends NetServed {
    private static final Path EXAMPLE = Path.of("..", "examples", "sockets");
    private static final int MOST_LINES = 50;
    private static final int KILLS = 30;
    private static final long MOST_LIFE_MILLIS = 60;
    private static final String ROUNDS = "60";

    private final long seed = Long.getLong("atoll.seed", new Random().nextLong());
    private final int own = FreePort.next();
    private final int peer = FreePort.next();
    private final int closed = FreePort.next();
    private final int denied = FreePort.next();
    private final int from = FreePort.next();

    @BeforeEach
    void names() {
        net.client(
                "test",
                new NetRights()
                        .listen(own)
                        .listen(from)
                        .connect("localhost", peer)
                        .connect("127.0.0.1", closed));
        net.client("nothing", new NetRights());
    }

    private static String text(int port) {
        return Integer.toString(port);
    }

    private String surveyed(Grants grants, int... ports) throws Exception {
        String[] words = new String[ports.length];
        for (int i = 0; i < ports.length; i++) {
            words[i] = text(ports[i]);
        }
        return guest(SocketSurvey.class, grants, words).end();
    }

    @Test
    void theSameResultsAndErrorsAsUnderGrants() throws Exception {
        serve();
        try (EchoPeer _ = new EchoPeer(peer)) {
            Grants plain = new Grants()
                    .listen(own)
                    .listen(from)
                    .connect("localhost", peer)
                    .connect("127.0.0.1", closed);
            String expected = surveyed(plain, own, peer, closed, denied, from);
            assertTrue(expected.contains("Selector peer -> true"), expected);
            assertEquals(expected, surveyed(net.sockets("test", new Grants()), own, peer, closed, denied, from));
        }
    }

    @Test
    void whoHasNoRightsIsRefusedAsWithoutGrants() throws Exception {
        serve();
        try (EchoPeer _ = new EchoPeer(peer)) {
            String expected = surveyed(new Grants(), own, peer, closed, denied, from);
            assertFalse(expected.contains("peer -> true"), expected);
            assertEquals(expected, surveyed(net.sockets("nothing", new Grants()), own, peer, closed, denied, from));
        }
    }

    @Test
    void aRefusalNamesTheClientTheCallAndTheRight() throws Exception {
        serve();
        String out = guest(SocketTrials.class, net.sockets("nothing", new Grants()), "connect:127.0.0.1:" + peer)
                .end();
        assertTrue(
                out.contains(
                        "java.net.ConnectException: Connection refused: nothing (Sockets.connect) may not connect to"
                                + " 127.0.0.1:" + peer + "; NetRights.connect(\"127.0.0.1\", " + peer + ") grants it"),
                out);
        out = guest(SocketTrials.class, net.sockets("nothing", new Grants()), "bind:" + own)
                .end();
        assertTrue(
                out.contains("java.net.BindException: Permission denied: nothing (Sockets.bind) may not listen on port "
                        + own + "; NetRights.listen(" + own + ") grants it"),
                out);
    }

    @ParameterizedTest
    @CsvSource({
        "socket, socket",
        "virtual, virtual",
        "selector, channel",
        "datagram, datagram",
        "asynchronous, asynchronous",
        "http, url",
        "http, http"
    })
    void serversOfAllKindsLiveOnWhenTheNetServerDies(String server, String client) throws Exception {
        net.client("server", new NetRights().listen(closed));
        serve();
        Guest serving = guest(NetServer.class, net.sockets("server", new Grants()), server, text(closed));
        serving.awaitOut("ready " + closed);
        for (int i = 0; i < 3; i++) {
            killServer();
            Guest asking = guest(NetClient.class, net.sockets("test", new Grants()), client, text(closed));
            assertTrue(asking.end().contains("hello"), asking::out);
        }
        serving.kill();
    }

    @Test
    void noByteAndNoRequestIsLostWhileTheNetServerIsKilled() throws Exception {
        net.client("server", new NetRights().listen(closed));
        serve();
        try (EchoPeer _ = new EchoPeer(peer)) {
            Guest web = guest(NetServer.class, net.sockets("server", new Grants()), "http", text(closed));
            web.awaitOut("ready");
            Guest load = guest(
                    SocketLoad.class, net.sockets("test", new Grants()), text(peer), text(own), text(closed), ROUNDS);
            load.awaitOut("begins");
            Kills kills = Kills.of(services, "net", KILLS, new Random(seed), MOST_LIFE_MILLIS);
            String out = load.end();
            kills.end();
            assertTrue(out.contains("right"), () -> "seed " + seed + ": " + out);
            web.kill();
        }
    }

    /** Serves {@code sockets} by a program of a third party. */
    private Endpoint<Sockets> third(Program program) throws IOException {
        Endpoint<Sockets> endpoint = atoll.endpoint("sockets", Sockets.class).patience(Duration.ofSeconds(10));
        services.add(new Service("third", program, new Grants().serve("sockets", endpoint)))
                .start();
        return endpoint;
    }

    private Endpoint<Sockets> liar(String host, int port) throws IOException {
        return third(new Program(
                "net liar",
                List.of(Preload.place(SocketLiar.class)),
                SocketLiar.class.getName(),
                List.of(host, text(port))));
    }

    @Test
    void aServerOfOnesOwnInUnderFiftyLines(@TempDir Path folder) throws Exception {
        Path source = EXAMPLE.resolve("Detour.java");
        int lines = Files.readAllLines(source).size();
        assertTrue(lines < MOST_LINES, lines + " lines");
        assertTrue(Files.readString(EXAMPLE.resolve("README.md")).contains("in " + lines + " lines"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assertNotNull(compiler);
        String contracts = Preload.place(Sockets.class).toString();
        assertEquals(0, compiler.run(null, null, null, "-cp", contracts, "-d", folder.toString(), source.toString()));
        Endpoint<Sockets> sockets = third(new Program(
                "net detour", List.of(folder), "Detour", List.of("db.example", text(closed), text(peer), "2")));
        try (EchoPeer _ = new EchoPeer(peer)) {
            Grants grants = new Grants()
                    .connect("db.example", closed)
                    .connect("127.0.0.1", peer)
                    .sockets(sockets.capability());
            String to = "db.example:" + closed;
            String out = guest(
                            SocketTrials.class, grants, "connect:" + to, "connect:" + to, "connect:" + to, "send:" + to)
                    .end();
            String seen = "db.example/127.0.0.1:" + closed;
            assertEquals(
                    "connect:" + to + " -> a from " + seen + "\n" + "connect:" + to + " -> a from " + seen + "\n"
                            + "connect:" + to
                            + " -> java.net.ConnectException: Connection refused: 2 connections have been made\n"
                            + "send:" + to + " -> from " + seen + "\nend\n",
                    out);
        }
    }

    @Test
    void aPortThatWasMovedIsTheOneThatTheProgramAskedFor() throws Exception {
        Endpoint<Sockets> sockets = liar("127.0.0.1", own);
        Grants grants = new Grants().listen(own).sockets(sockets.capability());
        String out = guest(SocketTrials.class, grants, "bind:" + closed).end();
        assertEquals("bind:" + closed + " -> local " + closed + ", of a connection " + closed + "\nend\n", out);
    }

    @Test
    void whatAServerSaysReachesNoFurtherThanTheGrants() throws Exception {
        Endpoint<Sockets> sockets = liar("127.0.0.1", peer);
        try (EchoPeer _ = new EchoPeer(peer)) {
            // Granted by a name that the host knows otherwise, and whose address the server has lied about.
            Grants grants =
                    new Grants().listen(own).connect("nowhere.invalid", 0).sockets(sockets.capability());
            String out = guest(
                            SocketTrials.class,
                            grants,
                            "bind:" + own,
                            "connect:127.0.0.1:" + peer,
                            "connect:nowhere.invalid:" + peer,
                            "send:127.0.0.1:" + peer,
                            "send:nowhere.invalid:" + peer,
                            "name:nowhere.invalid",
                            "name:another.invalid")
                    .end();
            String beyond = "java.net.ConnectException: Connection refused: process ";
            List<String> lines = out.lines().toList();
            assertTrue(lines.get(0).contains("BindException: Permission denied: process "), out);
            for (int i = 1; i < 5; i++) {
                assertTrue(lines.get(i).contains(beyond), out);
                assertTrue(lines.get(i).contains("may not connect to 127.0.0.1:" + peer + "; --connect"), out);
            }
            assertTrue(lines.get(5).endsWith("-> nowhere.invalid/127.0.0.1"), out);
            assertTrue(lines.get(6).contains("may not look it up"), out);
        }
    }

    @Test
    void aServerThatLiesOrHangsEndsInAnError() throws Exception {
        Endpoint<Sockets> sockets = liar("127.0.0.1", peer);
        Grants grants =
                new Grants().connect("*", 0).sockets(sockets.capability().within(Duration.ofMillis(300)));
        for (int i = 0; i <= 1 << 4; i++) {
            grants.listen(i);
        }
        for (String kind : List.of("connect", "send", "bind")) {
            String host = kind.equals("bind") ? kind + ":" : kind + ":127.0.0.1:";
            String out = guest(
                            SocketTrials.class,
                            grants,
                            host + SocketLiar.NULL,
                            host + SocketLiar.NO_HOST,
                            host + SocketLiar.NO_DIGITS,
                            host + SocketLiar.NO_PORT,
                            kind.equals("bind") ? host + SocketLiar.NULL : host + SocketLiar.OTHER_FAMILY,
                            host + SocketLiar.HANGS,
                            host + SocketLiar.THROWS,
                            host + SocketLiar.NO_FAULT,
                            host + SocketLiar.OVERFLOWS,
                            host + SocketLiar.TIMED_OUT)
                    .end();
            List<String> lines = out.lines().toList();
            for (int i = 0; i < 5; i++) {
                assertTrue(lines.get(i).contains(" -> java.net.SocketException: the net server named "), out);
            }
            for (int i = 5; i < 10; i++) {
                assertTrue(lines.get(i).matches(".* -> java.net.(Socket|Bind|Connect)Exception: .*"), out);
            }
            assertTrue(lines.get(5).contains("did not answer within 300 ms"), out);
        }
        String out = guest(
                        SocketTrials.class,
                        grants,
                        "name:null",
                        "name:nulls",
                        "name:none",
                        "name:words",
                        "name:hangs",
                        "called:8.8.8.8")
                .end();
        List<String> lines = out.lines().toList();
        for (int i = 0; i < 5; i++) {
            assertTrue(lines.get(i).contains(" -> java.net.UnknownHostException: "), out);
        }
        assertTrue(lines.get(5).endsWith("-> 8.8.8.8"), out);
    }

    @Test
    void whoHasLostItsServerForGoodIsRefused() throws Exception {
        Endpoint<Sockets> nobodys = atoll.endpoint("sockets", Sockets.class).patience(Duration.ofMillis(100));
        Grants grants = new Grants().listen(own).connect("*", 0).sockets(nobodys.capability());
        String out = guest(
                        SocketTrials.class, grants, "bind:" + own, "connect:127.0.0.1:" + peer, "name:example.invalid")
                .end();
        assertTrue(out.contains("java.net.BindException: "), out);
        assertTrue(out.contains("java.net.ConnectException: Connection refused: the net server: nobody serves"), out);
        assertTrue(out.contains("java.net.UnknownHostException: example.invalid: the net server: nobody serves"), out);
    }

    @Test
    void theEndOfTheProgramsStackIsItsOwnAffair() throws Exception {
        serve();
        try (EchoPeer _ = new EchoPeer(peer)) {
            String to = "127.0.0.1:" + peer;
            String out = guest(SocketTrials.class, net.sockets("test", new Grants()), "deep:" + to, "send:" + to)
                    .end();
            assertEquals("deep:" + to + " -> sent\nsend:" + to + " -> from /" + to + "\nend\n", out);
            // The server is as it was.
            assertTrue(guest(SocketTrials.class, net.sockets("test", new Grants()), "connect:" + to)
                    .end()
                    .contains("a from"));
        }
    }

    @Test
    void aClientThatIsKilledWhileItAsksIsGone() throws Exception {
        Endpoint<Sockets> sockets = liar("127.0.0.1", peer);
        // With a deadline the ask runs on a thread of the server, and the client's own can be killed.
        Grants grants =
                new Grants().connect("*", 0).sockets(sockets.capability().within(Duration.ofMinutes(10)));
        Guest asking = guest(SocketTrials.class, grants, "name:null", "connect:127.0.0.1:" + SocketLiar.HANGS);
        asking.awaitOut("name:null");
        asking.kill();
    }
}
