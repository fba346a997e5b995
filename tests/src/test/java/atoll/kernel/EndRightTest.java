package atoll.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.Busy;
import atoll.contract.Notification;
import atoll.contract.Receiver;
import atoll.contract.Revoked;
import atoll.contract.Sender;
import atoll.contract.Signal;
import atoll.system.Atoll;
import atoll.tests.Wait;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rights to ends, edge by edge: what is refused, what stays, who wakes. */
@Timeout(180)
class EndRightTest {
    private static final int DEEP = 100_000;

    /** Frames of this test, compiled or not, that are more than the stack that revoking makes sure of. */
    private static final int LEVELS = 2_000;

    private static final int STEP = 5;
    private static final long HOUR = TimeUnit.HOURS.toMillis(1);

    private final Port<String> port = Atoll.boot().port("words", String.class, 3);
    private final SignalCounter bell = Atoll.boot().notification("bell");

    /** Of the thread at the end of its stack. */
    private boolean returned;

    private static void revoked(String right, String grant, Executable use) {
        assertEquals(
                "the right to " + right + " was revoked, and nothing was done; " + grant
                        + "(name, right) among the grants of the next process gives another",
                assertThrows(Revoked.class, use).getMessage());
    }

    /** A thread that waits for as long as it must. */
    private static <T> FutureTask<T> waits(boolean virtual, Callable<T> body) throws InterruptedException {
        FutureTask<T> task = new FutureTask<>(body);
        Thread thread =
                virtual ? Thread.ofVirtual().start(task) : Thread.ofPlatform().start(task);
        Wait.until(
                () -> thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING,
                () -> "it does not wait: " + thread.getState());
        return task;
    }

    private static void endsRevoked(FutureTask<?> task) {
        assertInstanceOf(
                Revoked.class,
                assertThrows(ExecutionException.class, () -> task.get(Wait.SECONDS, TimeUnit.SECONDS))
                        .getCause());
    }

    @Test
    void aRevokedRightDoesNothing() {
        EndRight<Sender<String>> send = port.sendRight();
        EndRight<Receiver<String>> receive = port.receiveRight();
        EndRight<Signal> signal = bell.signalRight();
        EndRight<Notification> await = bell.awaitRight();
        Sender<String> sender = send.end();
        Receiver<String> receiver = receive.end();
        Signal signaller = signal.end();
        Notification notification = await.end();
        sender.send("kept");
        signaller.signal(3);
        send.revoke();
        receive.revoke();
        signal.revoke();
        await.revoke();
        revoked("send to port words", "send", () -> sender.send("more"));
        revoked("send to port words", "send", () -> send.end().send("more"));
        revoked("receive from port words", "receive", receiver::take);
        revoked("receive from port words", "receive", receiver::poll);
        revoked("receive from port words", "receive", () -> receiver.drain(new String[1]));
        revoked("receive from port words", "receive", () -> receiver.drain(new String[0]));
        revoked("signal notification bell", "signal", () -> signaller.signal(1));
        revoked("signal notification bell", "signal", () -> signaller.signal(-1));
        revoked("await notification bell", "await", notification::poll);
        revoked("await notification bell", "await", notification::await);
        revoked("await notification bell", "await", () -> notification.await(HOUR));
        revoked("await notification bell", "await", () -> notification.await(0));
        send.revoke();
        // Others of the same are as they were, and nothing is lost or came in.
        assertEquals("kept", port.receiveRight().end().poll());
        assertNull(port.poll());
        assertEquals(3, bell.awaitRight().end().poll());
        port.sendRight().end().send("next");
        assertEquals("next", port.poll());
        bell.signalRight().end().signal(2);
        assertEquals(2, bell.poll());
    }

    @Test
    void whatIsDerivedIsRevokedWithItAndNothingElse() {
        EndRight<Sender<String>> other = port.sendRight();
        EndRight<Sender<String>> root = port.sendRight();
        EndRight<Sender<String>> left = root.derive();
        EndRight<Sender<String>> right = root.derive();
        EndRight<Sender<String>> leaf = left.derive();
        left.revoke();
        assertThrows(Revoked.class, () -> leaf.end().send("no"));
        assertThrows(Revoked.class, () -> left.end().send("no"));
        assertThrows(Revoked.class, () -> leaf.derive().end().send("no"));
        right.end().send("right");
        root.end().send("root");
        root.revoke();
        assertThrows(Revoked.class, () -> right.end().send("no"));
        assertThrows(Revoked.class, () -> root.derive().end().send("no"));
        other.end().send("other");
        assertThrows(Busy.class, () -> other.end().send("full"));
        assertEquals(List.of("right", "root", "other"), List.of(port.poll(), port.poll(), port.poll()));
    }

    @Test
    void derivingMayGoDeep() {
        EndRight<Signal> root = bell.signalRight();
        EndRight<Signal> last = root;
        for (int i = 0; i < DEEP; i++) {
            last = last.derive();
        }
        Signal signal = last.end();
        signal.signal(1);
        root.revoke();
        assertThrows(Revoked.class, () -> signal.signal(1));
        assertEquals(1, bell.poll());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoWaitsWithItWakesAndOthersWaitOn(boolean virtual) throws Exception {
        EndRight<Receiver<String>> receive = port.receiveRight();
        EndRight<Notification> await = bell.awaitRight();
        EndRight<Notification> derived = await.derive();
        FutureTask<String> stays = waits(virtual, port.receiveRight().end()::take);
        FutureTask<Long> staysToo = waits(virtual, bell.awaitRight().end()::await);
        List<FutureTask<?>> ends = List.of(
                waits(virtual, receive.end()::take),
                waits(virtual, receive.derive().end()::take),
                waits(virtual, await.end()::await),
                waits(virtual, derived.end()::await),
                waits(virtual, () -> derived.end().await(HOUR)));
        receive.revoke();
        await.revoke();
        ends.forEach(EndRightTest::endsRevoked);
        port.send("late");
        bell.signal(4);
        assertEquals("late", stays.get(Wait.SECONDS, TimeUnit.SECONDS));
        assertEquals(4, staysToo.get(Wait.SECONDS, TimeUnit.SECONDS));
    }

    /** The first of those that wait is woken for the message, and revoked before it has the lock. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoWasWokenAndIsRevokedLeavesItToTheNext(boolean revokedFirst) throws Exception {
        EndRight<Receiver<String>> receive = port.receiveRight();
        EndRight<Notification> await = bell.awaitRight();
        List<FutureTask<?>> revoked = List.of(waits(false, receive.end()::take), waits(false, await.end()::await));
        FutureTask<String> next = waits(false, port.receiveRight().end()::take);
        FutureTask<Long> nextToo = waits(false, bell.awaitRight().end()::await);
        synchronized (port.lock) {
            synchronized (bell.lock) {
                if (revokedFirst) {
                    receive.revoke();
                    await.revoke();
                }
                port.send("for one of them");
                bell.signal(5);
                receive.revoke();
                await.revoke();
            }
        }
        revoked.forEach(EndRightTest::endsRevoked);
        assertEquals("for one of them", next.get(Wait.SECONDS, TimeUnit.SECONDS));
        assertEquals(5, nextToo.get(Wait.SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void whoAloneWasWokenAndIsRevokedLeavesItThere() throws Exception {
        EndRight<Receiver<String>> receive = port.receiveRight();
        FutureTask<String> alone = waits(false, receive.end()::take);
        synchronized (port.lock) {
            port.send("stays");
            receive.revoke();
        }
        endsRevoked(alone);
        assertEquals("stays", port.poll());
    }

    @Test
    void whoIsRevokedHoldsUpNobody() throws Exception {
        EndRight<Sender<String>> send = port.sendRight();
        EndRight<Receiver<String>> receive = port.receiveRight();
        EndRight<Signal> signal = bell.signalRight();
        EndRight<Notification> await = bell.awaitRight();
        send.revoke();
        receive.revoke();
        signal.revoke();
        await.revoke();
        List<Callable<?>> uses = List.of(
                () -> {
                    send.end().send("no");
                    return null;
                },
                receive.end()::take,
                receive.end()::poll,
                () -> receive.end().drain(new String[2]),
                () -> {
                    signal.end().signal(1);
                    return null;
                },
                await.end()::poll,
                await.end()::await,
                () -> await.end().await(HOUR));
        synchronized (port.lock) {
            synchronized (bell.lock) {
                for (Callable<?> use : uses) {
                    FutureTask<?> task = new FutureTask<>(use);
                    Thread.ofPlatform().start(task);
                    endsRevoked(task);
                }
            }
        }
    }

    /** At whatever distance from the end of the stack it is revoked: it is, or that overflowed and it is not. */
    @Test
    void atTheEndOfTheStackItIsRevokedOrNot() throws Exception {
        FutureTask<Integer> dives = new FutureTask<>(() -> {
            int revoked = 0;
            for (int level = 0; level < LEVELS; level += STEP) {
                EndRight<Signal> right = bell.signalRight();
                returned = false;
                dive(level, right);
                assertEquals(returned, EndRight.isRevoked(right), "level " + level);
                revoked += returned ? 1 : 0;
            }
            return revoked;
        });
        new Thread(null, dives, "edge", 256 * 1024).start();
        int revoked = dives.get();
        assertTrue(revoked > 0 && revoked < LEVELS / STEP, revoked + " revoked");
        bell.signal(1);
        assertEquals(1, bell.poll());
    }

    /** Returns how far it is from the end of the stack; revokes at that distance. */
    @SuppressWarnings("InfiniteRecursion") // until the stack ends
    private int dive(int level, EndRight<Signal> right) {
        int below = 0;
        try {
            below = dive(level, right);
        } catch (StackOverflowError e) {
            // This is the deepest.
        }
        if (below == level) {
            try {
                right.revoke();
                returned = true;
            } catch (StackOverflowError e) {
                // Then it is not to be revoked.
            }
        }
        return below + 1;
    }

    @Test
    void rightsThatNobodyHoldsAreCollected() throws Exception {
        EndRight<Sender<String>> root = port.sendRight();
        List<WeakReference<EndRight<?>>> rights = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            EndRight<Sender<String>> derived = root.derive();
            if (i % 2 == 0) {
                derived.revoke();
            }
            rights.add(new WeakReference<>(derived));
        }
        Wait.until(
                () -> {
                    System.gc();
                    return rights.stream().allMatch(r -> r.refersTo(null));
                },
                () -> "something holds rights");
        root.end().send("stands");
        assertEquals("stands", port.poll());
    }

    @Test
    void eachEndIsAnObjectOfItsOwn() {
        EndRight<Signal> right = bell.signalRight();
        assertNotSame(right.end(), right.end());
        assertEquals("signal notification bell", right.toString());
    }
}
