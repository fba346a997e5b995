package atoll.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.Notification;
import atoll.contract.PeerDied;
import atoll.contract.Receiver;
import atoll.kernel.EndRight;
import atoll.kernel.Endpoint;
import atoll.kernel.Port;
import atoll.kernel.Process;
import atoll.kernel.SignalCounter;
import atoll.personality.java.Grants;
import atoll.tests.Wait;
import guest.faults.Post;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who waits with a right that is revoked is killed at its n-th poll, for each n: nothing that others may have is lost. */
@Tag("faults")
@Timeout(36_000)
class KillRightsTest {
    private static final int LETTERS = 4;

    /** The guest takes two at a time, and may be killed before it notes them. */
    private static final int BATCH = 2;

    private static final int RACES = 50;

    private final Stage stage = new Stage();
    private final List<Long> diary = new CopyOnWriteArrayList<>();
    private final Endpoint<Post.Diary> diaries = stage.atoll.endpoint("diary", Post.Diary.class);
    private final Port<Post.Letter> port = stage.atoll.port("port", Post.Letter.class, LETTERS);
    private final SignalCounter bell = stage.atoll.notification("bell");

    KillRightsTest() {
        diaries.serve(diary::add);
    }

    @AfterEach
    void nothingStays() throws InterruptedException {
        stage.end();
    }

    private Process post(long n, String what, Grants grants, int times) throws IOException {
        return stage.start(n, Post.class, grants.use("diary", diaries.capability()), what, Integer.toString(times));
    }

    private void awaitBegun(Process process) throws InterruptedException {
        Wait.until(() -> !diary.isEmpty() || process.death().isDone(), () -> "it does not begin");
    }

    /** What the process noted of what it got. */
    private List<Long> noted() {
        return diary.stream().filter(number -> number >= 0).toList();
    }

    private static List<Long> numbers(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }

    @Test
    void whoReceives() throws Exception {
        Walk.through("receiver that is revoked", n -> {
            diary.clear();
            EndRight<Receiver<Post.Letter>> right = port.receiveRight();
            Process victim = post(n, "receive", new Grants().receive("port", right.derive()), Integer.MAX_VALUE);
            awaitBegun(victim);
            int sent = send();
            right.revoke();
            boolean outlived = !victim.trap.sprung();
            victim.waitFor();
            List<Long> noted = noted();
            assertEquals(numbers(0, noted.size()), noted);
            List<Long> left = new ArrayList<>();
            for (Post.Letter letter = port.poll(); letter != null; letter = port.poll()) {
                left.add((long) letter.number());
            }
            assertEquals(numbers(sent - left.size(), sent), left);
            int lost = sent - left.size() - noted.size();
            if (!victim.trap.sprung()) {
                assertEquals(0, lost, "noted " + noted + ", left " + left);
                assertEquals(-2, diary.getLast());
            } else if (outlived) {
                assertTrue(lost <= BATCH, "noted " + noted + ", left " + left + " of " + sent);
            }
            // The next one has all that is sent from now on.
            diary.clear();
            Process next = post(0, "receive", new Grants().receive("port", port), LETTERS);
            awaitBegun(next);
            assertEquals(LETTERS, send());
            next.waitFor();
            assertEquals(numbers(0, LETTERS), noted());
            stage.clear();
            return victim.trap;
        });
    }

    /** How many went in. */
    private int send() {
        for (int i = 0; i < LETTERS; i++) {
            try {
                port.send(new Post.Letter(i));
            } catch (PeerDied e) {
                return i;
            }
        }
        return LETTERS;
    }

    @Test
    void whoWaitsForSignals() throws Exception {
        Walk.through("who waits and is revoked", n -> {
            diary.clear();
            EndRight<Notification> right = bell.awaitRight();
            Process victim = post(n, "await", new Grants().await("bell", right.derive()), Integer.MAX_VALUE);
            awaitBegun(victim);
            bell.signal(LETTERS);
            right.revoke();
            victim.waitFor();
            List<Long> noted = noted();
            long left = bell.poll();
            // All at once, or none; or it was killed before it noted what it took.
            if (!victim.trap.sprung()) {
                assertEquals(-2, diary.getLast());
                assertEquals(LETTERS, left + (noted.isEmpty() ? 0 : noted.getLast()));
            } else {
                assertTrue(left == 0 || left == LETTERS && noted.isEmpty(), left + " left, " + noted);
            }
            bell.signal(1);
            assertEquals(1, bell.poll());
            stage.clear();
            return victim.trap;
        });
    }

    /** Two wait. A signal that reaches the one while it is revoked and killed reaches the other, unless the first one took it. */
    @Test
    void aSignalToOneThatIsRevokedAndKilledIsNotLost() throws Exception {
        for (int i = 0; i < RACES; i++) {
            diary.clear();
            EndRight<Notification> right = bell.awaitRight();
            Process first = post(0, "await", new Grants().await("bell", right), 1);
            awaitBegun(first);
            boolean killedFirst = i % 2 == 0;
            TwoWaiters.signal(bell, first, i, () -> {
                if (killedFirst) {
                    first.kill();
                    right.revoke();
                } else {
                    right.revoke();
                    first.kill();
                }
            });
            stage.clear();
        }
    }
}
