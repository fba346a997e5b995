package atoll.kernel;

import atoll.contract.Completion;
import atoll.contract.Ring;
import java.atoll.Headroom;
import org.jspecify.annotations.Nullable;

/** What a client holds of a ring; all that counts is in {@link Submissions}, which it cannot reach. */
final class ClientRing<C> implements Ring<C> {
    private static final int DEEPEST = 1 << 16;

    private final Submissions submissions;
    private final C calls;

    private ClientRing(Submissions submissions, C calls) {
        this.submissions = submissions;
        this.calls = calls;
    }

    /** For the calling thread, which is {@code asker}'s, or the host's when that is null. */
    static <C> ClientRing<C> of(Capability<C> capability, @Nullable Process asker, int depth) {
        if (depth < 1 || depth > DEEPEST) {
            throw new IllegalArgumentException("a ring is from 1 to " + DEEPEST + " calls deep, not " + depth);
        }
        Headroom.need();
        CallsType<C> type =
                capability.endpoint().kernel().callsType(capability.endpoint().contract());
        Submissions submissions = new Submissions(capability, type, asker, depth);
        return new ClientRing<>(submissions, type.calls(submissions));
    }

    @Override
    public C calls() {
        return calls;
    }

    @Override
    public long ticket() {
        return submissions.ticket();
    }

    @Override
    public int submit() {
        return submissions.submit();
    }

    @Override
    public Completion take() throws InterruptedException {
        return submissions.take();
    }

    @Override
    public @Nullable Completion poll() {
        return submissions.poll();
    }

    @Override
    public int drain(Completion[] into) {
        int count = 0;
        while (count < into.length) {
            Completion next = submissions.poll();
            if (next == null) {
                break;
            }
            into[count++] = next;
        }
        return count;
    }

    @Override
    public int underWay() {
        return submissions.underWay();
    }

    @Override
    public int depth() {
        return submissions.depth();
    }

    @Override
    public void close() {
        submissions.close();
    }

    @Override
    public String toString() {
        return submissions.toString();
    }
}
