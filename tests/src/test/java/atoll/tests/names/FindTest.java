package atoll.tests.names;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.name.Place;
import atoll.kernel.Endpoint;
import atoll.personality.java.Grants;
import atoll.system.service.NameView;
import atoll.system.service.Service;
import atoll.tests.Kills;
import atoll.tests.Wait;
import guest.NameUser;
import guest.Probe;
import guest.Tag;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a process finds that was given a name space. */
@Timeout(120)
class FindTest extends Named {
    private final NameView shared = names.space(100);

    private static Grants user(NameView view) {
        return new Grants().knows(Tag.class).use("names", view.capability());
    }

    private static String run(Grants grants, String... verbs) throws Exception {
        return new Guest(grants, NameUser.class, verbs).end();
    }

    @Test
    void whatItWasNotGivenItFindsInItsNameSpace() throws Exception {
        shared.space().bind("/svc/a", gate(1), Place.NEW);
        shared.space().bind("/svc/b", gate(2), Place.NEW);
        assertEquals(
                """
                find /svc/a 1
                find /svc/b 7
                ring /svc/a 1
                ring /svc/b 7
                list /svc a,b
                find /svc/c Refused: this process finds nothing at /svc/c: NOT_FOUND: /svc/c
                find /svc/../a Refused: this process finds nothing at /svc/../a: INVALID: "/svc/../a" has the name ".."
                over
                """,
                // What it was given by that name comes first.
                run(
                        user(shared).use("/svc/b", tag(7)),
                        "find",
                        "/svc/a",
                        "find",
                        "/svc/b",
                        "ring",
                        "/svc/a",
                        "ring",
                        "/svc/b",
                        "list",
                        "/svc",
                        "find",
                        "/svc/c",
                        "find",
                        "/svc/../a"));
    }

    @Test
    void withoutANameSpaceThereAreOnlyGivenNames() throws Exception {
        shared.space().bind("/svc/a", gate(1), Place.NEW);
        String told = run(new Grants().knows(Tag.class).use("tag", tag(7)), "find", "/svc/a", "find", "tag");
        assertTrue(told.contains("find /svc/a Refused: process "), told);
        assertTrue(told.contains("was given no capability named /svc/a"), told);
        assertTrue(told.contains("find tag 7\n"), told);
    }

    @Test
    void aContractThatItDoesNotKnowIsRefusedAndNamed() throws Exception {
        shared.space().bind("/svc/a", gate(1), Place.NEW);
        String told = run(user(shared), "wrong", "/svc/a");
        assertTrue(
                told.startsWith("wrong /svc/a Refused: at /svc/a is a gate to tag 1, and it is no guest.Probe"), told);
        told = run(new Grants().use("names", shared.capability()), "find", "/svc/a");
        assertTrue(told.contains("it is no guest.Tag that this process knows: knows(contract)"), told);
    }

    @Test
    void aPrivateNameSpaceIsSeenByItsProcessAlone() throws Exception {
        shared.space().bind("/svc/a", gate(1), Place.NEW);
        NameView own = shared.copy(10);
        NameView other = shared.copy(10);
        assertEquals(
                "bind /svc/mine bound\nlist /svc a,mine\nfind /svc/mine 5\nover\n",
                run(user(own).use("tag", tag(5)), "bind", "/svc/mine", "list", "/svc", "find", "/svc/mine"));
        assertEquals("list /svc a\nover\n", run(user(other), "list", "/svc"));
        assertEquals("list /svc a\nover\n", run(user(shared), "list", "/svc"));
        String told = run(
                new Grants()
                        .knows(Tag.class)
                        .use("tag", tag(5))
                        .use("names", own.capability().with(Set.of())),
                "bind",
                "/svc/more");
        assertTrue(told.startsWith("bind /svc/more Refused: NameSpace.bind of name space "), told);
        assertTrue(told.contains("needs the right bind"), told);
    }

    @Test
    void whatItMayDoWithoutItServesIfItWasGivenThat() throws Exception {
        Endpoint<Tag> served = atoll.endpoint("served", Tag.class);
        String told = run(
                new Grants().serve("tag", served).use("self", served.capability()),
                "offer",
                "tag",
                "find",
                "self",
                // Given to call, not to serve.
                "offer",
                "self",
                "offer",
                "none");
        assertEquals("offer tag true\nfind self 9\noffer self false\noffer none false\nover\n", told);
        Endpoint<Probe> other = atoll.endpoint("other", Probe.class);
        told = run(new Grants().knows(Tag.class).serve("tag", other), "offer", "tag");
        assertTrue(told.startsWith("offer tag Refused: process "), told);
        assertTrue(told.contains("was given tag as guest.Probe, not as guest.Tag"), told);
    }

    /** A server that puts its own endpoint where all can find it, both killed again and again; who looks sees it always. */
    @Test
    void killOfNamesAndOfTheServerIsSurvivedByWhoLooks() throws Exception {
        AtomicInteger lives = new AtomicInteger();
        AtomicInteger stop = new AtomicInteger();
        Endpoint<Tag> before = atoll.endpoint("before", Tag.class);
        before.serve(lives::incrementAndGet);
        Endpoint<Tag> stops = atoll.endpoint("stop", Tag.class);
        stops.serve(stop::get);
        Endpoint<Tag> served = atoll.endpoint("served", Tag.class).patience(Duration.ofSeconds(Wait.SECONDS));
        Grants grants = user(shared)
                .use("before", before.capability())
                .use("self", served.capability())
                .serve("tag", served);
        var more = new atoll.system.service.Services(atoll);
        try {
            more.add(new Service("tagged", Guest.program(NameUser.class, "serve", "/svc/tagged"), grants))
                    .start();
            long deadline = System.nanoTime() + Duration.ofSeconds(Wait.SECONDS).toNanos();
            while (outcome(() -> shared.space().find("/svc/tagged")) != null) {
                assertTrue(System.nanoTime() < deadline);
                Thread.sleep(1);
            }
            Guest watcher = new Guest(
                    user(shared.share(1)).use("stop", stops.capability()), NameUser.class, "watch", "/svc/tagged");
            long seed = Long.getLong("atoll.seed", new Random().nextLong());
            Kills kills = kills("names", 10, new Random(seed));
            for (int i = 0; i < 5; i++) {
                var process = more.process("tagged");
                if (process != null) {
                    process.kill();
                    process.waitFor();
                }
                served.capability().gate().number();
            }
            kills.end();
            assertFalse(watcher.process.death().isDone());
            stop.set(1);
            assertEquals("watch /svc/tagged right\nover\n", watcher.end(), "seed " + seed);
        } finally {
            more.close();
        }
    }
}
