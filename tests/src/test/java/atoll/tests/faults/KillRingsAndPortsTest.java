package atoll.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.Busy;
import atoll.contract.Completion;
import atoll.contract.PeerDied;
import atoll.contract.Ring;
import atoll.kernel.Endpoint;
import atoll.kernel.Port;
import atoll.kernel.Process;
import atoll.kernel.SignalCounter;
import atoll.personality.java.Grants;
import atoll.tests.Wait;
import guest.faults.Bank;
import guest.faults.Post;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One end of a ring, a port or a notification is killed at its n-th poll, for each n. */
@Tag("faults")
@Timeout(36_000)
class KillRingsAndPortsTest extends Banks {
    private static final int LETTERS = 6;

    private final List<Long> diary = new CopyOnWriteArrayList<>();
    private final Endpoint<Post.Diary> diaries = stage.atoll.endpoint("diary", Post.Diary.class);
    private final Port<Post.Letter> port = stage.atoll.port("port", Post.Letter.class, 4);
    private final SignalCounter bell = stage.atoll.notification("bell");

    KillRingsAndPortsTest() {
        diaries.serve(diary::add);
    }

    private Process post(long n, String what, Grants grants) throws IOException {
        return stage.start(n, Post.class, grants, what, Integer.toString(LETTERS));
    }

    private Process receiver(long n) throws IOException {
        return post(n, "receive", new Grants().receive("port", port).use("diary", diaries.capability()));
    }

    private Process waiter(long n) throws IOException {
        return post(n, "await", new Grants().await("bell", bell).use("diary", diaries.capability()));
    }

    // -- rings

    @Test
    void aServerOfARing() throws Exception {
        Walk.through("server of a ring", n -> {
            kept.set(null);
            Process victim = server(n);
            stage.followed(victim, () -> server(0));
            try (Ring<Bank> ring = bank.capability().ring(4)) {
                new RingUser(ring).callAll();
            }
            inOrder();
            Wait.until(bank::isIdle, () -> "somebody is in the server");
            stage.clear();
            return victim.trap;
        });
    }

    /** Moves and looks by turns, some under way at a time; each call completes once, with what is right. */
    private final class RingUser {
        private final Ring<Bank> ring;
        private final List<Integer> completed = new ArrayList<>();
        private long last;
        private int moved;
        private int died;

        RingUser(Ring<Bank> ring) {
            this.ring = ring;
        }

        void callAll() throws InterruptedException {
            for (int i = 0; i < 3 * MOVES; i++) {
                switch (i % 3) {
                    case 0 -> ring.calls().move(1);
                    case 1 -> ring.calls().books();
                    default -> ring.calls().raised(new byte[] {(byte) i});
                }
                assertEquals(i, ring.ticket());
                completed.add(0);
                ring.submit();
                if (ring.underWay() == ring.depth()) {
                    took(ring.take());
                }
            }
            while (ring.underWay() > 0) {
                took(ring.take());
            }
            assertTrue(completed.stream().allMatch(times -> times == 1), completed.toString());
            long moves = books().moves();
            assertTrue(moved <= moves && moves <= moved + died, moved + " and perhaps " + died + " of " + moves);
        }

        private void took(Completion completion) {
            int ticket = (int) completion.ticket();
            completed.set(ticket, completed.get(ticket) + 1);
            if (ticket % 3 == 0 && completion.failure() instanceof PeerDied) {
                died++;
            } else if (ticket % 3 == 0) {
                assertTrue(completion.asLong() > last, last + " and then " + completion.asLong());
                last = completion.asLong();
                moved++;
            } else if (ticket % 3 == 1) {
                Bank.Books books = (Bank.Books) completion.value();
                assertEquals(1_000, books.left() + books.right());
            } else {
                assertEquals((byte) (ticket + 1), ((byte[]) completion.value())[0]);
            }
        }
    }

    // -- ports

    @Test
    void aSenderToAPort() throws Exception {
        Walk.through("sender to a port", n -> {
            Process victim = post(n, "send", new Grants().send("port", port));
            int count = received(victim);
            assertTrue(victim.trap.sprung() ? count <= LETTERS : count == LETTERS, count + " letters");
            // Nothing that it left behind stands in the way of the next.
            assertEquals(LETTERS, received(post(0, "send", new Grants().send("port", port))));
            stage.clear();
            return victim.trap;
        });
    }

    /** What that process sends until it is dead: from 0, one after the other. */
    private int received(Process sender) {
        int received = 0;
        while (true) {
            boolean over = sender.death().isDone();
            Post.Letter letter = port.poll();
            if (letter != null) {
                assertEquals(received++, letter.number());
            } else if (over) {
                return received;
            }
        }
    }

    @Test
    void aReceiverOfAPort() throws Exception {
        Walk.through("receiver of a port", n -> {
            diary.clear();
            Process victim = receiver(n);
            Wait.until(() -> !diary.isEmpty() || victim.death().isDone(), () -> "nobody receives");
            if (!send(victim)) {
                List<Long> first = List.copyOf(diary);
                inSequence(first.subList(Math.min(1, first.size()), first.size()));
                diary.clear();
                Process next = receiver(0);
                Wait.until(() -> !diary.isEmpty(), () -> "nobody receives");
                assertTrue(send(next));
                Wait.until(() -> next.death().isDone(), () -> "received " + diary);
            } else {
                Wait.until(() -> victim.death().isDone(), () -> "received " + diary);
            }
            if (!victim.trap.sprung()) {
                assertEquals(LETTERS + 1, diary.size());
            }
            inSequence(diary.subList(Math.min(1, diary.size()), diary.size()));
            stage.clear();
            return victim.trap;
        });
    }

    /** All letters; false when the receiver died meanwhile. */
    private boolean send(Process to) {
        for (int i = 0; i < LETTERS; ) {
            try {
                port.send(new Post.Letter(i));
                i++;
            } catch (Busy e) {
                Thread.onSpinWait();
            } catch (PeerDied e) {
                assertTrue(to.trap.sprung());
                return false;
            }
            if (to.death().isDone() && i < LETTERS) {
                return false;
            }
        }
        return true;
    }

    private static void inSequence(List<Long> numbers) {
        for (int i = 0; i < numbers.size(); i++) {
            assertEquals(i, numbers.get(i), numbers.toString());
        }
    }

    // -- notifications

    @Test
    void whoSignals() throws Exception {
        Walk.through("who signals", n -> {
            Process victim = post(n, "signal", new Grants().signal("bell", bell));
            victim.waitFor();
            long count = bell.poll();
            assertTrue(victim.trap.sprung() ? count <= LETTERS : count == LETTERS, count + " signals");
            bell.signal(1);
            assertEquals(1, bell.poll());
            stage.clear();
            return victim.trap;
        });
    }

    @Test
    void whoWaitsForSignals() throws Exception {
        Walk.through("who waits for signals", n -> {
            diary.clear();
            Process victim = waiter(n);
            for (int i = 0; i < LETTERS; i++) {
                bell.signal(1);
            }
            victim.waitFor();
            bell.poll();
            diary.clear();
            Process next = waiter(0);
            bell.signal(LETTERS);
            next.waitFor();
            assertEquals(List.of(-1L, (long) LETTERS), diary);
            stage.clear();
            return victim.trap;
        });
    }

    /** Two wait: a signal that reaches the one while it is killed must reach the other, unless the first one took it. */
    @Test
    void aSignalToADyingProcessIsNotLost() throws Exception {
        for (int i = 0; i < 50; i++) {
            diary.clear();
            Process first = waiter(0);
            Wait.until(() -> !diary.isEmpty(), () -> "the first does not wait");
            TwoWaiters.signal(bell, first, i, first::kill);
            stage.clear();
        }
    }
}
