package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.PeerDied;
import atoll.kernel.DeathNotice;
import atoll.kernel.Endpoint;
import atoll.personality.java.Grants;
import atoll.system.Atoll;
import guest.Probe;
import guest.hostile.EdgeServer;
import guest.hostile.Thief;
import guest.hostile.Trap;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Attacks through gates, by clients and by servers. Each row is an attack and what comes of it; unharmed must be, after
 * each, the server, which still answers as itself, the client, which is itself, and the host.
 */
@Timeout(180)
class GateAttackTest {
    private final Endpoint<Probe> endpoint = Atoll.boot().endpoint("probe", Probe.class);
    private final List<Run> started = new java.util.ArrayList<>();

    @AfterEach
    void endAll() throws InterruptedException {
        for (Run run : started) {
            run.process.kill();
            run.end();
        }
        assertNull(System.getProperty("gate.attack"));
    }

    private Run server(Grants grants, Endpoint<Probe> served) throws Exception {
        Run run = Run.with(grants.property("probe.me", "server").serve("probe", served), Trap.class);
        started.add(run);
        run.awaitOut("serving");
        return run;
    }

    private static Grants client(Endpoint<Probe> called) {
        return new Grants().property("probe.me", "client").use("probe", called.capability());
    }

    private Run thief(Endpoint<Probe> called, String attack) throws Exception {
        Run run = Run.with(client(called), Thief.class, attack);
        started.add(run);
        return run;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            loaderOfVisit | done our own; server: loader true handler true; at home: app false
            handlerOfVisit | done our own; server: loader true handler true; at home: app false
            setLoaderOfVisit | done ours; server: loader true handler true; at home: ours false
            setHandlerOfVisit | done true; server: loader true handler true; at home: app true
            stackOfVisit | done 00; server: loader true handler true; at home: app false
            interruptedCall | done written, interrupted false; at home true
            interruptRace | done closed 0, came home true
            subject | done server: null; ours true
            subjectOfChild | done server: nullnull; ours true
            subjectAfterOverflow | done server: null; ours true
            locks | done locked14
            caller | done nobody
            abuse | done refused refused refused refused refused truetrue0 true
            inherit | done of servertrue ours
            nameVisit | thrown java.lang.NoClassDefFoundError: java/atoll/Visit
            nameVisitHidden | thrown java.lang.NoClassDefFoundError: java/atoll/Visit
            forNameLink | thrown java.lang.ClassNotFoundException: java.atoll.Link
            subclassGate | thrown java.lang.NoClassDefFoundError: java/atoll/Gate
            subclassSharedLoader | thrown java.lang.NoClassDefFoundError: java/atoll/SharedLoader
            subclassOfGatesClass | thrown java.lang.NoClassDefFoundError: guest/Probe$Gate
            gatesMembers | done none
            lookupInKernel | thrown java.lang.ClassNotFoundException
            privateLookup | thrown java.lang.IllegalAccessException: refused
            privateLookupInContract | thrown java.lang.IllegalAccessException: refused
            besideContract | thrown java.lang.IllegalAccessException
            privateLookupInNames | thrown java.lang.IllegalAccessException: refused
            lookupInGate | thrown java.lang.IllegalAccessException: refused
            namesSpace | thrown java.lang.NoSuchFieldException
            setRecord | thrown java.lang.IllegalAccessException
            makeEnum | thrown java.lang.NoSuchMethodException
            enumValues | thrown java.lang.NoSuchFieldException
            noMessage | thrown atoll.contract.Refused: an object of guest.hostile.Thief$Ours is no guest.Probe$Shape
            serialized | thrown java.io.NotSerializableException
            callbacks | done [serverclient, [server]client, [1, 2, 3]client, serverclient, serverclient, serverclient]
            """)
    void comesToNothing(String attack, String outcome) throws Exception {
        Run server = server(new Grants(), endpoint);
        Run thief = thief(endpoint, attack);
        DeathNotice notice = thief.end();
        assertEquals(0, notice.status().code(), thief.out() + thief.err());
        assertFalse(thief.out().contains("ESCAPED"), thief.out());
        assertTrue(thief.out().startsWith("main: " + outcome), thief.out());
        assertTrue(thief.out().endsWith("am client\n"), thief.out());
        assertEquals("server", endpoint.capability().gate().act("who"));
        server.process.kill();
        assertEquals(List.of(), server.end().undead());
    }

    @Test
    void aServerThatServesAtTheEndOfItsStackIsGoneWhenItIsDead() throws Exception {
        List<Endpoint<Probe>> edges = new java.util.ArrayList<>();
        Grants grants = new Grants();
        for (int i = 0; i < 200; i++) {
            edges.add(Atoll.boot().endpoint("edge" + i, Probe.class));
            grants = grants.serve("edge" + i, edges.getLast());
        }
        Run edge = Run.with(grants, EdgeServer.class, "" + edges.size());
        started.add(edge);
        edge.awaitOut("tried");
        edge.process.kill();
        assertEquals(List.of(), edge.end().undead());
        for (Endpoint<Probe> gone : edges) {
            Probe gate = gone.capability().gate();
            String message = assertThrows(PeerDied.class, () -> gate.act("who")).getMessage();
            assertTrue(message.startsWith("nobody serves " + gone), message);
        }
    }

    @Test
    void codeThatRunsWhileAnInterruptIsDeliveredDoesNotHoldUpTheKiller() throws Exception {
        server(new Grants(), endpoint);
        Run thief = thief(endpoint, "slowChannel");
        thief.awaitOut("closing");
        thief.process.kill();
        assertEquals(List.of(), thief.end().undead());
    }

    @Test
    void callersOfServersThatComeAndGoSeeAnswersAndDeathsOnly() throws Exception {
        Run first = server(new Grants(), endpoint);
        PipedOutputStream line = new PipedOutputStream();
        Run thief = Run.fed(new PipedInputStream(line), client(endpoint), Thief.class, "calls");
        started.add(thief);
        thief.awaitOut("calling");
        Run last = first;
        for (int i = 0; i < 15; i++) {
            last.process.kill();
            assertEquals(List.of(), last.end().undead());
            last = server(new Grants(), endpoint);
        }
        line.write('\n');
        line.flush();
        assertEquals(0, thief.end().status().code());
        assertEquals("calling\nmain: done wrong 0 right true\nover\nam client\n", thief.out());
    }

    /** Both wait for the kernel to give up, and so they wait together. */
    @Test
    void whoComesBackAfterTheNoticeIsNobodyAndWhoIsAwayGoesOn() throws Exception {
        Endpoint<Probe> far = Atoll.boot().endpoint("far", Probe.class);
        Run last = server(new Grants(), far);
        Run middle = server(new Grants().use("next", far.capability()), endpoint);
        Run victim = thief(endpoint, "comeBackDead");
        last.awaitOut("holding");
        Endpoint<Probe> other = Atoll.boot().endpoint("other", Probe.class);
        Run locked = server(new Grants(), other);
        Run dies = thief(other, "virtualHold");
        locked.awaitOut("holding");
        middle.process.kill();
        dies.process.kill();
        DeathNotice notice = middle.process.death().get(60, TimeUnit.SECONDS);
        assertEquals(1, notice.undead().size(), notice.toString());
        assertEquals(1, dies.process.death().get(60, TimeUnit.SECONDS).undead().size());
        far.capability().gate().act("release");
        victim.end();
        assertTrue(victim.out().startsWith("main: thrown atoll.contract.PeerDied: probe (Trap) died"), victim.out());
        assertTrue(victim.out().endsWith("am client\n"), victim.out());
        assertNull(System.getProperty("gate.attack"));
        other.capability().gate().act("release");
        assertEquals(
                "got it",
                CompletableFuture.supplyAsync(() -> other.capability().gate().act("lock"))
                        .get(20, TimeUnit.SECONDS));
    }

    @Test
    void aClientThatDiedLeavesNoClassWithItsServer() throws Exception {
        server(new Grants(), endpoint);
        Run thief = thief(endpoint, "inherit");
        thief.end();
        Wait.collected(thief.process);
    }
}
