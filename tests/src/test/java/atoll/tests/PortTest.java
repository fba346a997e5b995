package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.Busy;
import atoll.contract.Notification;
import atoll.contract.PeerDied;
import atoll.contract.Receiver;
import atoll.contract.Sender;
import atoll.contract.Signal;
import atoll.kernel.ContractViolation;
import atoll.kernel.EndRight;
import atoll.kernel.Port;
import atoll.kernel.SignalCounter;
import atoll.personality.java.Grants;
import atoll.system.Atoll;
import guest.Parcel;
import guest.PortUser;
import guest.hostile.EndThief;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ports and notifications: order, bounds, death of either end, attacks. */
@Timeout(180)
class PortTest {
    private static final int STEPS = 20_000;

    private final Port<Parcel> port = Atoll.boot().port("parcels", Parcel.class, 8);
    private final SignalCounter bell = Atoll.boot().notification("bell");

    @RegisterExtension
    final Started started = new Started();

    private Run run(Grants grants, String... arguments) throws IOException {
        return started.add(Run.with(grants, PortUser.class, arguments));
    }

    private Grants sends() {
        return new Grants().send("port", port).signal("bell", bell);
    }

    private Grants receives() {
        return new Grants().receive("port", port).await("bell", bell);
    }

    @Test
    void messagesOfEachSenderArriveOnceAndInOrder() throws Exception {
        Run receiver = run(receives(), "receive", "50000");
        receiver.awaitOut("receiving");
        for (int i = 0; i < 3; i++) {
            run(sends(), "send", Integer.toString(i));
        }
        // What a killed sender has sent is there, without a gap.
        for (int i = 10; i < 20; i++) {
            Run dies = run(sends(), "send", Integer.toString(i));
            dies.awaitOut("sending");
            dies.process.kill();
            assertEquals(List.of(), dies.end().undead());
            Wait.collected(dies.process);
        }
        assertEquals(0, receiver.end().status().code(), receiver.err());
        assertEquals("receiving\nall in order\n", receiver.out());
    }

    @Test
    void aPortIsBoundedAndItsReceiverMayDieAndComeBack() throws Exception {
        Parcel parcel = new Parcel.Pair(new Parcel.Numbered(1, 2), new Parcel.Numbered(3, 4));
        for (int i = 0; i < 8; i++) {
            port.send(parcel);
        }
        assertEquals(
                "port parcels holds 8 messages, which is all that it can",
                assertThrows(Busy.class, () -> port.send(parcel)).getMessage());
        Run first = run(receives(), "hold");
        first.awaitOut("holding Pair[first=Numbered[sender=1, number=2]");
        port.send(parcel);
        Run second = run(receives(), "hold");
        assertEquals(1, second.end().status().code());
        assertTrue(
                second.err().contains("Refused: process " + first.process.id() + " (PortUser) receives"), second.err());
        first.process.kill();
        assertThrows(PeerDied.class, () -> port.send(parcel));
        assertNull(port.poll());
        first.end();
        Wait.collected(first.process);
        Run third = run(receives(), "wait");
        third.awaitOut("waiting");
        port.send(new Parcel.Numbered(5, 6));
        assertEquals(0, third.end().status().code());
        assertEquals("waiting\ngot Numbered[sender=5, number=6]\n", third.out());
        assertThrows(PeerDied.class, () -> port.send(parcel));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait", "await"})
    void whoWaitsCanBeKilled(String what) throws Exception {
        Run waits = run(receives(), what);
        waits.awaitOut("waiting");
        waits.process.kill();
        assertEquals(List.of(), waits.end().undead());
        Wait.collected(waits.process);
        bell.signal(2);
        assertEquals(2, bell.poll());
    }

    @Test
    void deathsAndMessagesSignal() throws Exception {
        Run waits = run(receives(), "await");
        waits.awaitOut("waiting");
        Run dies = run(sends(), "signal", "3");
        assertEquals(0, dies.end().status().code());
        waits.end();
        assertEquals("waiting\ngot 3\n", waits.out());
        Run spins = run(sends(), "send", "1");
        bell.onDeath(spins.process).onDeath(dies.process);
        assertEquals(1, bell.await());
        spins.process.kill();
        assertEquals(1, bell.await());
        while (port.poll() != null) {
            // What it has sent.
        }
        port.signals(bell);
        port.send(new Parcel.Numbered(0, 0));
        port.send(new Parcel.Numbered(0, 1));
        assertEquals(1, bell.poll());
        port.poll();
        port.send(new Parcel.Numbered(0, 2));
        assertEquals(0, bell.poll());
        bell.signal(Long.MAX_VALUE);
        bell.signal(5);
        assertEquals(Long.MAX_VALUE, bell.poll());
        assertEquals(0, bell.poll());
    }

    @Test
    void interruptsAreTold() throws Exception {
        Run run = run(receives(), "interrupted");
        assertEquals(0, run.end().status().code(), run.err());
        assertEquals("interrupted 100\n", run.out());
    }

    @Test
    void whoIsRevokedReceivesNoMoreAndTheNextDoes() throws Exception {
        EndRight<Receiver<Parcel>> right = port.receiveRight();
        Run first = run(new Grants().receive("port", right), "outlive", "port");
        first.awaitOut("waiting");
        port.send(new Parcel.Numbered(0, 0));
        first.awaitOut("got Numbered[sender=0, number=0]");
        right.revoke();
        first.awaitOut("the right to receive from port parcels was revoked, and nothing was done; receive(name, right)"
                + " among the grants of the next process gives another\noutlived");
        port.send(new Parcel.Numbered(0, 1));
        // Who has it too late does not get it.
        Run late = run(new Grants().receive("port", right), "wait");
        assertEquals(1, late.end().status().code());
        assertTrue(late.err().contains("Revoked: the right to receive from port parcels"), late.err());
        Run next = run(receives(), "hold");
        next.awaitOut("holding Numbered[sender=0, number=1]");
        // The death of the one before is not that of the receiver.
        port.send(new Parcel.Numbered(0, 2));
        first.process.kill();
        first.end();
        Wait.collected(first.process);
        port.send(new Parcel.Numbered(0, 3));
        assertEquals(new Parcel.Numbered(0, 2), port.poll());
        assertEquals(new Parcel.Numbered(0, 3), port.poll());
    }

    @Test
    void whatIsThereOutlivesAReceiverThatWasRevoked() throws Exception {
        EndRight<Receiver<Parcel>> right = port.receiveRight();
        Run first = run(new Grants().receive("port", right.derive()), "outlive", "port");
        first.awaitOut("waiting");
        right.revoke();
        first.awaitOut("outlived");
        port.send(new Parcel.Numbered(0, 0));
        first.process.kill();
        first.end();
        port.send(new Parcel.Numbered(0, 1));
        Run next = run(receives(), "hold");
        next.awaitOut("holding Numbered[sender=0, number=0]");
        assertEquals(new Parcel.Numbered(0, 1), port.poll());
        next.process.kill();
        next.end();
        assertThrows(PeerDied.class, () -> port.send(new Parcel.Numbered(0, 2)));
    }

    @Test
    void aReceiverIsTheOneAsLongAsItHasARightLeft() throws Exception {
        EndRight<Receiver<Parcel>> one = port.receiveRight();
        EndRight<Receiver<Parcel>> other = port.receiveRight();
        Run has = run(new Grants().receive("one", one).receive("other", other), "outlive", "one", "other");
        has.awaitOut("waiting");
        one.revoke();
        has.awaitOut("gives another\nwaiting");
        Run early = run(receives(), "hold");
        assertEquals(1, early.end().status().code());
        assertTrue(early.err().contains("Refused: process " + has.process.id() + " (PortUser) receives"), early.err());
        port.send(new Parcel.Numbered(0, 0));
        has.awaitOut("got Numbered[sender=0, number=0]");
        other.revoke();
        has.awaitOut("outlived");
        Run next = run(receives(), "wait");
        next.awaitOut("waiting");
        port.send(new Parcel.Numbered(0, 1));
        assertEquals(0, next.end().status().code(), next.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"send", "signal", "await"})
    void whoIsRevokedIsTold(String what) throws Exception {
        EndRight<Sender<Parcel>> send = port.sendRight();
        EndRight<Signal> signal = bell.signalRight();
        EndRight<Notification> await = bell.awaitRight();
        Run run = run(
                new Grants().send("port", send).signal("bell", signal).await("bell", await),
                what,
                what.equals("signal") ? "1" : "7");
        switch (what) {
            case "send" -> {
                run.awaitOut("sending");
                send.revoke();
            }
            case "await" -> {
                run.awaitOut("waiting");
                await.revoke();
            }
            default -> {
                assertEquals(0, run.end().status().code(), run.err());
                signal.revoke();
                run = run(new Grants().signal("bell", signal), what, "1");
            }
        }
        assertEquals(1, run.end().status().code());
        assertTrue(run.err().contains("Revoked: the right to " + what), run.err());
        assertEquals(what.equals("signal") ? 1 : 0, bell.poll());
        Wait.collected(run.process);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            members | done none
            privateLookup | thrown java.lang.IllegalAccessException: refused
            named | thrown java.lang.ClassNotFoundException: atoll.kernel.EndRight
            ofTheEnd | thrown java.lang.IllegalAccessException
            cast | done [sender, receiver, signal, notification]
            serialized | thrown java.io.NotSerializableException
            locked | done used
            again | done [the right to await notification bell was revoked, the right to receive from port parcels was revoked, the right to send to port parcels was revoked, the right to signal notification bell was revoked]
            """)
    void endsLeadToNothing(String attack, String outcome) throws Exception {
        EndRight<Sender<Parcel>> send = port.sendRight();
        EndRight<Receiver<Parcel>> receive = port.receiveRight();
        EndRight<Signal> signal = bell.signalRight();
        EndRight<Notification> await = bell.awaitRight();
        Grants grants = new Grants()
                .send("port", port.sendRight())
                .receive("port", port.receiveRight())
                .signal("bell", bell.signalRight())
                .await("bell", bell.awaitRight())
                .send("gone", send)
                .receive("gone", receive)
                .signal("gone", signal)
                .await("gone", await);
        send.revoke();
        receive.revoke();
        signal.revoke();
        await.revoke();
        Run thief = started.add(Run.with(grants, EndThief.class, attack));
        assertEquals(0, thief.end().status().code(), thief.out() + thief.err());
        assertFalse(thief.out().contains("ESCAPED"), thief.out());
        assertTrue(thief.out().startsWith("main: " + outcome), thief.out());
        assertTrue(thief.out().contains("\nvirtual: " + outcome), thief.out());
        assertNull(System.getProperty("hostile"));
    }

    @Test
    void forgedMessagesAndEndsAreRefused() throws Exception {
        Run run = run(sends(), "forge");
        assertEquals(0, run.end().status().code(), run.err());
        assertEquals("""
                refused an object of java.lang.String is no guest.Parcel, which port parcels carries
                refused null is no guest.Parcel, which port parcels carries
                refused an object of java.lang.Object is no guest.Parcel, which port parcels carries
                refused an object of guest.PortUser$1 is no guest.Parcel, which port parcels carries
                refused true
                refused true
                a signal counts at least 1, not -5
                refused true
                """, run.out());
        assertNull(port.poll());
        assertThrows(ContractViolation.class, () -> Atoll.boot().port("objects", Object.class, 1));
        assertThrows(ContractViolation.class, () -> Atoll.boot().port("lists", List.class, 1));
        assertThrows(ContractViolation.class, () -> Atoll.boot().port("ints", int.class, 1));
        assertThrows(IllegalArgumentException.class, () -> Atoll.boot().port("none", String.class, 0));
    }

    @Test
    void arraysAreCopied() {
        Port<byte[]> bytes = Atoll.boot().port("bytes", byte[].class, 2);
        byte[] sent = {1, 2};
        bytes.send(sent);
        sent[0] = 9;
        assertArrayEquals(new byte[] {1, 2}, bytes.poll());
    }

    @Test
    void whatThrewAtTheEndOfTheStackWasNotSent() throws Exception {
        Port<Parcel> wide = Atoll.boot().port("wide", Parcel.class, 4_096);
        Run run = run(new Grants().send("port", wide).signal("bell", bell), "edge");
        assertEquals(0, run.end().status().code(), run.err());
        long there = bell.poll();
        while (wide.poll() != null) {
            there++;
        }
        assertEquals("overflows true\nsent " + there + "\n", run.out());
        assertFalse(there == 0);
    }

    @Test
    void aPortDoesWhatTheModelSays() {
        long seed = System.nanoTime();
        System.out.println("PortTest seed " + seed);
        Random random = new Random(seed);
        Port<Integer> numbers = Atoll.boot().port("numbers", Integer.class, 5).signals(bell);
        Queue<Integer> model = new ArrayDeque<>();
        long signals = 0;
        for (int step = 0; step < STEPS; step++) {
            if (random.nextBoolean()) {
                if (model.size() == 5) {
                    assertThrows(Busy.class, () -> numbers.send(1));
                } else {
                    signals += model.isEmpty() ? 1 : 0;
                    numbers.send(step);
                    model.add(step);
                }
            } else {
                assertEquals(model.poll(), numbers.poll());
            }
        }
        assertEquals(signals, bell.poll());
    }
}
