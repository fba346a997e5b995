package atoll.kernel;

import atoll.contract.Busy;
import atoll.contract.Completion;
import atoll.contract.Refused;
import java.atoll.Batch;
import java.atoll.Callee;
import java.atoll.Headroom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of a ring: which calls are gathered, sent and taken. Used by one thread alone, so nothing here races;
 * that a call completes once follows from {@link #head}, which only this thread moves and only past what it has handed on,
 * whoever else thinks what of the call.
 *
 * <p>Entries of the lane: {@code [.. head)} taken, {@code [head .. published)} sent, {@code [published .. tail)} gathered.
 *
 * <p>The thread's stack may end in any call. What happens for each message ends in stores without a call; what is longer
 * asks for {@link Headroom} first, or may be done again: {@link #push}.
 */
final class Submissions extends Batch {
    /** As gates have it: a call that kills whoever serves it must not kill every successor. */
    private static final int MOST_TRIES = 3;

    private final Capability<?> link;
    private final CallsType<?> type;
    private final @Nullable Process asker;
    private final int depth;
    private final int capacity;

    private final Spin spin = new Spin();

    private Lane lane;

    /** Whether the lane was given to a server. */
    private boolean given;

    private long published;
    private long head;

    /** {@link Lane#done} as last seen. */
    private long seen;

    /** Tickets whose completion was taken. */
    private long taken;

    /** Completions that no lane holds any more. */
    private final ArrayDeque<Outcome> settled = new ArrayDeque<>();

    /** By place: when the call is late. */
    private long @Nullable [] deadlines;

    /** Since when sent calls wait for a server; 0: they do not. */
    private long waitsSince;

    /** Of the server that the lane was given to. */
    private String serverName = "";

    Submissions(Capability<?> link, CallsType<?> type, @Nullable Process asker, int depth) {
        super(Thread.currentThread().threadId(), link.methods, type.words);
        this.link = link;
        this.type = type;
        this.asker = asker;
        this.depth = depth;
        this.capacity = depth == 1 ? 1 : Integer.highestOneBit(depth - 1) << 1;
        if (link.deadlineNanos() != 0) {
            deadlines = new long[capacity];
        }
        lane = newLane();
        use(lane);
    }

    private Lane newLane() {
        Lane made = new Lane(type, link, asker, capacity, spin);
        if (asker != null) {
            asker.serving().asks(made);
        }
        return made;
    }

    private void use(Lane used) {
        lane = used;
        given = false;
        words = used.words;
        references = used.references;
        mask = used.mask;
        seen = 0;
        head = 0;
        limit();
    }

    /** An entry is used again when it was taken, and the worker is past it. */
    private void limit() {
        limit = Math.min(Math.min(head, lane.done()) + capacity, taken + depth - base);
    }

    private void own() {
        if (Thread.currentThread().threadId() != owner) {
            throw new IllegalStateException(
                    owner == 0 ? "the ring is closed" : "a ring belongs to the thread that made it");
        }
    }

    @Override
    protected void hold(int method) {
        own();
        if ((methods & 1L << method) == 0) {
            throw (RuntimeException) link.refused(method);
        }
        limit();
        if (tail >= limit) {
            throw new Busy("the ring to " + link.endpoint() + " holds " + depth + " calls, which is its depth; "
                    + type.gates().name(method) + " was not called");
        }
    }

    @Override
    public @Nullable Object admit(Object message, Class<?> declared) {
        return link.admit(message, declared);
    }

    @Override
    public void pass(int method, Object[] arguments) {
        int place = begin(method);
        RegionMethod how = Objects.requireNonNull(type.gates().regions(method));
        Holdings mine = link.endpoint().kernel().holdings(asker);
        references[place * type.references + CallsClass.FIRST_REFERENCE] =
                RingPassage.take(link, method, how, mine, arguments);
        tail++;
    }

    long ticket() {
        return tail + base - 1;
    }

    int depth() {
        return depth;
    }

    int underWay() {
        own();
        return settled.size() + (int) (published - head);
    }

    void close() {
        if (owner == 0) {
            return;
        }
        own();
        Headroom.need();
        lane.close();
        for (long at = head; at < tail; at++) {
            drop((int) at & mask);
        }
        settled.forEach(Outcome::drop);
        settled.clear();
        owner = 0;
        limit = 0;
        lane = new Lane(type, link, asker, 1, spin);
        words = lane.words;
        references = lane.references;
        head = 0;
        published = 0;
    }

    // -- sending

    int submit() {
        own();
        if (given && lane.isOver()) {
            // What the dead server was never sent has not begun there.
            recover();
        }
        long first = published;
        long last = tail;
        if (first == last) {
            return 0;
        }
        long[] late = deadlines;
        if (late != null) {
            long deadline = System.nanoTime() + link.deadlineNanos();
            for (long i = first; i < last; i++) {
                late[(int) i & mask] = deadline;
            }
        }
        published = last;
        push();
        return (int) (last - first);
    }

    /** Has a worker look at what is published. May be done again, if it was cut short. */
    private void push() {
        if (!given || lane.isOver()) {
            recover();
            return;
        }
        lane.publish(published);
        if (lane.isIdle()) {
            Headroom.need();
            if (lane.claim()) {
                Callee server = lane.callee();
                if (server != null && lane.isFor(server)) {
                    link.endpoint().kernel().crew(Capability.server(server)).ready(lane);
                } else {
                    lane.stop(null);
                    recover();
                }
            }
        }
    }

    // -- taking

    Completion take() throws InterruptedException {
        while (true) {
            Completion next = poll();
            if (next != null) {
                return next;
            }
            if (underWay() == 0) {
                throw new IllegalStateException("nothing is under way: submit() first");
            }
            await();
        }
    }

    private void await() throws InterruptedException {
        long until = deadlines == null || head == published ? 0 : deadlines[(int) head & mask];
        if (waitsSince == 0) {
            lane.await(head, until);
        } else {
            Headroom.need();
            long patient = waitsSince + link.endpoint().patienceNanos();
            link.endpoint().awaitServer(link, until == 0 || patient - until < 0 ? patient : until);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    @Nullable Completion poll() {
        own();
        if (head < seen && settled.isEmpty()) {
            return next();
        }
        return look();
    }

    private @Nullable Completion look() {
        if (!settled.isEmpty()) {
            return settled();
        }
        seen = lane.done();
        if (head < seen) {
            return next();
        }
        if (head == published) {
            return null;
        }
        if (!given || lane.isOver()) {
            recover();
        } else if (lane.isIdle()) {
            // Not woken, for want of stack; or done by now.
            push();
        }
        seen = lane.done();
        if (head < seen) {
            return next();
        }
        long[] late = deadlines;
        if (settled.isEmpty() && late != null && head < published) {
            if (System.nanoTime() - late[(int) head & mask] >= 0) {
                late();
            }
        }
        return settled.isEmpty() ? null : settled();
    }

    private Completion settled() {
        Headroom.need();
        Completion first = settled.remove();
        taken++;
        return first;
    }

    /** Of the lane; there is one. */
    private Completion next() {
        Completion next = outcome(head);
        taken++;
        head++;
        return next;
    }

    private Outcome outcome(long at) {
        int place = (int) at & mask;
        int from = place * type.references;
        long header = words[place * type.words];
        @Nullable Object[] all = lane.references;
        Object answer = all[from];
        RingPassage passage = passage(place);
        if (passage != null) {
            passage.forget();
        }
        Outcome outcome = new Outcome(
                header >>> TICKET_SHIFT,
                words[place * type.words + CallsClass.RESULT_WORD],
                answer,
                type.tag(method(header)));
        for (int i = from; i < from + type.references; i++) {
            if (all[i] != null) {
                all[i] = null;
            }
        }
        return outcome;
    }

    private @Nullable RingPassage passage(int place) {
        return type.passage(references, place * type.references);
    }

    /** Nobody waits for the call any more; true when it had not begun. */
    private boolean drop(int place) {
        RingPassage passage = passage(place);
        if (passage != null) {
            passage.drop();
        }
        return passage != null && passage.isUndone();
    }

    private static int method(long header) {
        return (int) header & (1 << METHOD_BITS) - 1;
    }

    private void settle(long header, Failure failure) {
        settled.add(new Outcome(header >>> TICKET_SHIFT, 0, failure, type.tag(method(header))));
    }

    private void late() {
        Headroom.need();
        int place = (int) head & mask;
        long header = words[place * type.words];
        String how = drop(place) ? " did not begin, and took nothing, within " : " did not answer within ";
        Failure failure = new Failure(
                Failure.Kind.LATE,
                type.gates().name(method(header)) + " of " + link.endpoint() + how
                        + Duration.ofNanos(link.deadlineNanos()).toMillis() + " ms");
        settle(header, failure);
        head++;
    }

    // -- when the server changes

    /** The lane has no worker: settles what can be settled, and gives the rest to who serves now. */
    private void recover() {
        Headroom.need();
        while (true) {
            if (asker != null && asker.isKilled()) {
                // Every lane is closed from now on; the thread ends here.
                LockSupport.parkNanos(1);
                throw new IllegalStateException("the process is killed");
            }
            Callee now = link.callee;
            boolean revoked = now == null && link.isRevoked();
            if (lane.isOver()) {
                renew(revoked ? revoked() : lane.failure());
            }
            if (head == published) {
                waitsSince = 0;
                return;
            }
            if (now == null) {
                unserved(revoked);
                return;
            }
            Process server = Capability.server(now);
            if (server != null && server.isKilled()) {
                // Its killer may be on the way here.
                link.endpoint().withdraw(server);
                continue;
            }
            if (link.endpoint().kernel().crew(server).join(lane, now)) {
                given = true;
                serverName = server == null ? "host" : server.name();
                waitsSince = 0;
                push();
                return;
            }
            // It died meanwhile, and will be withdrawn at once.
            Thread.onSpinWait();
        }
    }

    private void unserved(boolean revoked) {
        if (revoked) {
            renew(revoked());
            return;
        }
        long now = System.nanoTime();
        waitsSince = waitsSince == 0 ? Math.max(1, now) : waitsSince;
        if (now - waitsSince >= link.endpoint().patienceNanos()) {
            waitsSince = 0;
            renew(new Failure(Failure.Kind.DIED, "nobody serves " + link.endpoint() + "; it was not called"));
        }
    }

    private Failure revoked() {
        return new Failure(
                Failure.Kind.REVOKED, "the capability for " + link.endpoint() + " was revoked; it was not called");
    }

    /** Takes a new lane; {@code fate} is what comes of what was sent and not called, or null: it is sent again. */
    private void renew(@Nullable Failure fate) {
        Lane old = lane;
        boolean exact = !given || old.isExact();
        long done = old.done();
        while (head < done) {
            settled.add(outcome(head));
            head++;
        }
        Lane fresh = newLane();
        long[] late = deadlines == null ? null : new long[capacity];
        long next = tail + base;
        int kept = 0;
        int sent = 0;
        for (long at = head; at < tail; at++) {
            int place = (int) at & mask;
            long header = words[place * type.words];
            boolean begun = at < published && !exact;
            if (begun && at == done) {
                header += 1L << METHOD_BITS;
            }
            RingPassage passage = passage(place);
            Failure ends = at < published ? fate : null;
            if (begun && !canRepeat(header)) {
                ends = died(method(header));
            } else if (begun && ends == null && passage != null) {
                try {
                    passage = passage.again(method(header));
                } catch (IllegalStateException | Refused e) {
                    ends = new Failure(Failure.Kind.REFUSED, e.getMessage());
                }
            }
            if (ends != null) {
                drop(place);
                settle(header, ends);
            } else {
                copy(place, fresh, kept);
                if (passage != null) {
                    // Not in the old lane, where a worker of the dead server may still look.
                    fresh.references[kept * type.references + CallsClass.FIRST_REFERENCE] = passage;
                }
                fresh.words[kept * type.words] = header;
                if (late != null && deadlines != null) {
                    late[kept] = deadlines[place];
                }
                sent += at < published ? 1 : 0;
                kept++;
            }
        }
        tail = kept;
        published = sent;
        base = next - kept;
        deadlines = late;
        use(fresh);
    }

    private void copy(int place, Lane fresh, int to) {
        System.arraycopy(words, place * type.words, fresh.words, to * type.words, type.words);
        System.arraycopy(references, place * type.references, fresh.references, to * type.references, type.references);
        fresh.references[to * type.references] = null;
    }

    private boolean canRepeat(long header) {
        int tries = (int) (header >>> METHOD_BITS) & (1 << TRIES_BITS) - 1;
        return tries < MOST_TRIES && link.endpoint().isPatient() && type.gates().isIdempotent(method(header));
    }

    private Failure died(int method) {
        return new Failure(
                Failure.Kind.DIED,
                link.endpoint() + " (" + serverName + ") died in "
                        + type.gates().name(method));
    }

    @Override
    public String toString() {
        return "ring to " + link.endpoint();
    }
}
