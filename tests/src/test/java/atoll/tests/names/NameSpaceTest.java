package atoll.tests.names;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.AnyGate;
import atoll.contract.Refused;
import atoll.contract.Revoked;
import atoll.contract.name.NameFault;
import atoll.contract.name.NameSpace;
import atoll.contract.name.Place;
import atoll.kernel.Capability;
import atoll.kernel.Process;
import atoll.system.service.NameView;
import guest.Tag;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The contract of name spaces, method by method: what is found where, what is refused, and what a refusal leaves as it was. */
@Timeout(120)
class NameSpaceTest extends Named {
    private final NameView view = names.space(20);
    private final NameSpace space = view.space();

    @Test
    void whatIsBoundIsFoundAndTakenAway() throws IOException {
        refused(NameFault.NOT_FOUND, () -> space.find("/svc/a"));
        space.bind("/svc/a", gate(1), Place.NEW);
        space.bind("/svc/a/b", gate(2), Place.NEW);
        assertEquals(1, number(space.find("/svc/a")));
        assertEquals(2, number(space.find("/svc/a/b")));
        assertEquals(gate(1), space.find("/svc/a"));
        refused(NameFault.NOT_FOUND, () -> space.find("/svc"));
        refused(NameFault.NOT_FOUND, () -> space.find("/svc/a/b/c"));
        refused(NameFault.TAKEN, () -> space.bind("/svc/a", gate(2), Place.NEW));
        assertEquals(1, number(space.find("/svc/a")));
        // What is there already may be bound again: a server does so when it starts again.
        space.bind("/svc/a", gate(1), Place.NEW);
        space.unbind("/svc/a", null);
        refused(NameFault.NOT_FOUND, () -> space.find("/svc/a"));
        refused(NameFault.NOT_FOUND, () -> space.unbind("/svc/a", null));
        assertEquals(2, number(space.find("/svc/a/b")));
    }

    @Test
    void aPathIsSearchedInTheOrderOfItsUnion() throws IOException {
        space.bind("/x", gate(1), Place.NEW);
        space.bind("/x", gate(2), Place.BEFORE);
        space.bind("/x", gate(3), Place.AFTER);
        assertEquals("2 1 3", union(space, "/x"));
        space.unbind("/x", gate(1));
        assertEquals("2 3", union(space, "/x"));
        refused(NameFault.NOT_FOUND, () -> space.unbind("/x", gate(1)));
        space.bind("/x", gate(4), Place.REPLACE);
        assertEquals("4", union(space, "/x"));
        refused(NameFault.NOT_FOUND, () -> space.inUnion("/x", 1));
        refused(NameFault.INVALID, () -> space.inUnion("/x", -1));
    }

    private static String union(NameSpace space, String path) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; ; i++) {
            AnyGate found;
            try {
                found = space.inUnion(path, i);
            } catch (IOException e) {
                return text.toString().trim();
            }
            text.append(number(found)).append(' ');
        }
    }

    @Test
    void treesAreSearchedAfterWhatIsBoundAtLongerPaths() throws IOException {
        NameSpace system = names.space(20).space();
        system.bind("/svc/clock", gate(1), Place.NEW);
        system.bind("/svc/log", gate(2), Place.NEW);
        space.mount("/", system, Place.NEW);
        assertEquals(1, number(space.find("/svc/clock")));
        // A private name in front of the system's, which the others do not see.
        space.bind("/svc/clock", gate(3), Place.NEW);
        assertEquals(3, number(space.find("/svc/clock")));
        assertEquals(1, number(space.inUnion("/svc/clock", 1)));
        assertEquals(1, number(system.find("/svc/clock")));
        space.bind("/svc/own", gate(4), Place.NEW);
        assertArrayEquals(new String[] {"clock", "log", "own"}, space.list("/svc", "", 10));
        assertArrayEquals(new String[] {"clock", "log"}, system.list("/svc", "", 10));
        // What comes to the tree later is seen as well.
        system.bind("/svc/net", gate(5), Place.NEW);
        assertEquals(5, number(space.find("/svc/net")));
        // The tree itself is found where it is mounted.
        space.mount("/sys", system, Place.NEW);
        assertEquals(1, number(space.find("/sys/svc/clock")));
        assertEquals(system, space.find("/sys"));
        space.unbind("/", null);
        refused(NameFault.NOT_FOUND, () -> space.find("/svc/net"));
    }

    @Test
    void aUnionOfTreesIsOneFolder() throws IOException {
        NameSpace first = space.empty();
        NameSpace second = space.empty();
        first.bind("/ls", gate(1), Place.NEW);
        second.bind("/ls", gate(2), Place.NEW);
        second.bind("/cat", gate(3), Place.NEW);
        space.mount("/bin", second, Place.NEW);
        space.mount("/bin", first, Place.BEFORE);
        assertEquals(1, number(space.find("/bin/ls")));
        assertEquals(3, number(space.find("/bin/cat")));
        assertArrayEquals(new String[] {"cat", "ls"}, space.list("/bin", "", 10));
        space.unbind("/bin", (AnyGate) first);
        assertEquals(2, number(space.find("/bin/ls")));
    }

    @Test
    void theLongestBeginningThatIsBoundCoversAPath() throws IOException {
        space.bind("/home", gate(1), Place.NEW);
        space.bind("/home/ada/mail", gate(2), Place.NEW);
        assertEquals("/home", space.covering("/home/ada/notes.txt"));
        assertEquals("/home/ada/mail", space.covering("/home/ada/mail/1"));
        refused(NameFault.NOT_FOUND, () -> space.covering("/etc"));
        space.mount("/", names.space(1).space(), Place.NEW);
        assertEquals("/", space.covering("/etc"));
    }

    @Test
    void namesAreListedInPages() throws IOException {
        for (int i = 0; i < 10; i++) {
            space.bind("/d/n" + i + (i % 2 == 0 ? "/below" : ""), gate(1), Place.NEW);
        }
        space.bind("/d/n1-x", gate(1), Place.NEW);
        StringBuilder text = new StringBuilder();
        String after = "";
        while (true) {
            String[] page = space.list("/d", after, 4);
            for (String name : page) {
                text.append(name).append(' ');
                after = name;
            }
            if (page.length < 4) {
                break;
            }
        }
        assertEquals("n0 n1 n1-x n2 n3 n4 n5 n6 n7 n8 n9", text.toString().trim());
        assertEquals(0, space.list("/d/n1", "", 4).length);
        refused(NameFault.NOT_FOUND, () -> space.list("/e", "", 4));
        refused(NameFault.INVALID, () -> space.list("/d", "", 0));
        assertEquals(0, names.space(1).space().list("/", "", 4).length);
    }

    @Test
    void aCopyGoesItsOwnWay() throws IOException {
        space.bind("/a", gate(1), Place.NEW);
        NameSpace copy = space.copy();
        copy.unbind("/a", null);
        copy.bind("/b", gate(2), Place.NEW);
        space.bind("/c", gate(3), Place.NEW);
        assertEquals(1, number(space.find("/a")));
        refused(NameFault.NOT_FOUND, () -> space.find("/b"));
        refused(NameFault.NOT_FOUND, () -> copy.find("/c"));
        refused(NameFault.NOT_FOUND, () -> copy.find("/a"));
        copy.close();
        assertThrows(Revoked.class, () -> copy.find("/b"));
        assertEquals(1, number(space.find("/a")));
    }

    @Test
    void whatIsSharedIsSeenByBothAndTakenAwayByWhoBoundIt() throws IOException {
        NameView other = view.share(20);
        space.bind("/a", gate(1), Place.NEW);
        assertEquals(1, number(other.space().find("/a")));
        refused(NameFault.NOT_YOURS, () -> other.space().unbind("/a", null));
        refused(NameFault.NOT_YOURS, () -> other.space().unbind("/a", gate(1)));
        refused(NameFault.NOT_FOUND, () -> other.space().unbind("/a", gate(2)));
        refused(NameFault.NOT_YOURS, () -> other.space().bind("/a", gate(2), Place.REPLACE));
        refused(NameFault.TAKEN, () -> other.space().bind("/a", gate(1), Place.NEW));
        assertEquals("1", union(space, "/a"));
        other.space().bind("/a", gate(2), Place.AFTER);
        assertEquals("1 2", union(space, "/a"));
        space.unbind("/a", null);
        assertEquals("2", union(space, "/a"));
        other.close();
        assertEquals("", union(space, "/a"));
        assertThrows(Revoked.class, () -> other.space().find("/a"));
        other.close();
    }

    @Test
    void badPathsAreRefusedWithTheReason() throws IOException {
        for (String bad :
                new String[] {"", "a", "a/b", "//", "/a//b", "/a/", "/.", "/..", "/a/../b", "/a/./b", "/a\0b"}) {
            refused(NameFault.INVALID, () -> space.bind(bad, gate(1), Place.NEW));
            refused(NameFault.INVALID, () -> space.find(bad));
            refused(NameFault.INVALID, () -> space.covering(bad));
            refused(NameFault.INVALID, () -> space.list(bad, "", 1));
            refused(NameFault.INVALID, () -> space.unbind(bad, null));
            refused(NameFault.INVALID, () -> space.mount(bad, names.space(1).space(), Place.NEW));
        }
        refused(NameFault.TOO_LONG, () -> space.find("/" + "a".repeat(NameSpace.MOST_PATH)));
        refused(NameFault.TOO_LONG, () -> space.bind("/a".repeat(NameSpace.MOST_DEPTH + 1), gate(1), Place.NEW));
        refused(NameFault.INVALID, () -> space.bind("/", gate(1), Place.NEW));
        refused(NameFault.INVALID, () -> space.bind("/a", null, Place.NEW));
        refused(NameFault.INVALID, () -> space.bind("/a", gate(1), null));
        refused(NameFault.INVALID, () -> space.bind(null, gate(1), Place.NEW));
        refused(NameFault.INVALID, () -> space.mount("/a", null, Place.NEW));
        refused(NameFault.INVALID, () -> space.find(null));
        refused(NameFault.INVALID, () -> space.list("/", null, 1));
        assertEquals(0, space.list("/", "", 10).length);
        String longest = "/a".repeat(NameSpace.MOST_DEPTH);
        space.bind(longest, gate(1), Place.NEW);
        space.bind("/" + "b".repeat(NameSpace.MOST_PATH - 1), gate(2), Place.NEW);
        assertEquals(1, number(space.find(longest)));
    }

    @Test
    void noTreeLiesInItself() throws IOException {
        NameSpace inner = space.empty();
        NameSpace innermost = space.empty();
        refused(NameFault.LOOP, () -> space.mount("/", space, Place.NEW));
        space.mount("/in", inner, Place.NEW);
        inner.mount("/", innermost, Place.NEW);
        refused(NameFault.LOOP, () -> innermost.mount("/up", space, Place.NEW));
        refused(NameFault.LOOP, () -> inner.mount("/up", view.share(1).space(), Place.NEW));
        innermost.bind("/a", gate(1), Place.NEW);
        assertEquals(1, number(space.find("/in/a")));
        // Twice, but not in itself.
        space.mount("/also", innermost, Place.NEW);
        assertEquals(1, number(space.find("/also/a")));
        space.unbind("/in", null);
        inner.mount("/up", space, Place.NEW);
        assertEquals(1, number(inner.find("/up/also/a")));
    }

    @Test
    void theRoomIsBounded() throws IOException {
        NameSpace small = names.space(5).space();
        NameSpace copy = small.empty();
        small.bind("/1", gate(1), Place.NEW);
        small.bind("/2", gate(1), Place.NEW);
        copy.bind("/3", gate(1), Place.NEW);
        refused(NameFault.NO_ROOM, small::copy);
        small.bind("/4", gate(1), Place.NEW);
        refused(NameFault.NO_ROOM, () -> small.bind("/5", gate(1), Place.NEW));
        refused(NameFault.NO_ROOM, () -> copy.bind("/5", gate(1), Place.NEW));
        refused(NameFault.NO_ROOM, small::empty);
        small.bind("/4", gate(2), Place.REPLACE);
        assertArrayEquals(new String[] {"1", "2", "4"}, small.list("/", "", 10));
        copy.close();
        small.bind("/5", gate(1), Place.NEW);
        small.bind("/6", gate(1), Place.NEW);
        refused(NameFault.NO_ROOM, () -> small.bind("/7", gate(1), Place.NEW));
        // Others have their own.
        space.bind("/7", gate(1), Place.NEW);
    }

    @Test
    void rightsAreThoseOfTheCapability() throws IOException {
        space.bind("/a", gate(1), Place.NEW);
        Capability<NameSpace> given = view.capability();
        NameSpace looks = given.with(Set.of()).gate();
        assertEquals(1, number(looks.find("/a")));
        assertThrows(Refused.class, () -> looks.bind("/b", gate(1), Place.NEW));
        assertThrows(Refused.class, () -> looks.unbind("/a", null));
        assertThrows(Refused.class, () -> looks.mount("/b", names.space(1).space(), Place.NEW));
        assertThrows(Refused.class, () -> given.gate().close());
        given.gate().bind("/b", gate(1), Place.NEW);
        // Its copy is its own.
        NameSpace own = looks.copy();
        own.bind("/c", gate(1), Place.NEW);
        own.close();
        given.revoke();
        assertThrows(Revoked.class, () -> looks.find("/a"));
        assertEquals(1, number(space.find("/a")));
    }

    @Test
    void aTreeThatIsRevokedLeadsNowhere() throws IOException {
        NameView tree = names.space(5);
        tree.space().bind("/a", gate(1), Place.NEW);
        Capability<NameSpace> lent = tree.capability().with(Set.of());
        space.mount("/t", lent.gate(), Place.NEW);
        assertEquals(1, number(space.find("/t/a")));
        lent.revoke();
        refused(NameFault.GONE, () -> space.find("/t/a"));
        refused(NameFault.INVALID, () -> space.mount("/u", lent.gate(), Place.NEW));
        space.unbind("/t", null);
        space.mount("/t", tree.space(), Place.NEW);
        // Of two views of the tree the one that was mounted is closed.
        NameView other = tree.share(5);
        other.space().bind("/b", gate(2), Place.NEW);
        assertEquals(2, number(space.find("/t/b")));
        tree.close();
        refused(NameFault.NOT_FOUND, () -> space.find("/t/b"));
        assertEquals(0, space.list("/t", "", 10).length);
        assertEquals(2, number(other.space().find("/b")));
    }

    @Test
    void whatIsFoundIsAsRevocableAsWhatWasBound() throws IOException {
        Capability<Tag> lent = tag(1).with(Set.of());
        space.bind("/a", (AnyGate) lent.gate(), Place.NEW);
        Tag found = (Tag) space.find("/a");
        assertEquals(1, found.number());
        lent.revoke();
        assertThrows(Revoked.class, found::number);
        assertThrows(Revoked.class, () -> number(space.find("/a")));
    }

    @Test
    void namesIsAProcessThatIsKilledAndComesBackWithAllThatItKnew() throws Exception {
        space.bind("/a", gate(1), Place.NEW);
        NameSpace copy = space.copy();
        copy.bind("/a", gate(2), Place.BEFORE);
        NameSpace tree = space.empty();
        tree.bind("/x", gate(3), Place.NEW);
        space.mount("/t", tree, Place.NEW);
        Tag held = (Tag) space.find("/a");
        Process first = kill("names");
        assertEquals(1, held.number());
        assertEquals("1", union(space, "/a"));
        assertEquals("2 1", union(copy, "/a"));
        assertEquals(3, number(space.find("/t/x")));
        refused(NameFault.TAKEN, () -> space.bind("/a", gate(2), Place.NEW));
        Process next = services.process("names");
        assertTrue(next != null && next.id() != first.id());
        kill("names");
        copy.unbind("/a", gate(1));
        assertEquals("2", union(copy, "/a"));
    }
}
