package atoll.kernel;

import java.atoll.Batch;
import java.atoll.Callee;
import java.atoll.Visit;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The workers of one server: threads of its process that run what rings have submitted. A worker takes a lane from the
 * queue, runs what it finds there, at most {@link #TURN} calls while others wait, and looks for the next. There are as many
 * workers as lanes in the queue asked for, up to {@link #MOST}, and none when nothing was asked for a while.
 *
 * <p>A lane is claimed, and then in the queue or with one worker, or it is idle and in neither.
 *
 * <p>Races with the death of the server:
 * <ol>
 *   <li>{@link #close} comes after the endpoints were withdrawn, so a client that finds the endpoint served gives its lane
 *       here before, and it is closed with the others, or {@link #join} refuses it.
 *   <li>a worker that is between two calls sees that the endpoint is withdrawn and stops the lane: what is left has not
 *       begun. One that is in a call is unwound by its polls. Either way the client may have taken the lane for lost
 *       before, and then looks at it no more: what the worker still writes is garbage.
 *   <li>a call that returns while the kill comes: {@link Callee#poll} after it, as in a gate. What was published before is
 *       an answer.
 *   <li>a worker that is refused, because its process is killed or has its threads: if it was to be the only one, the lanes
 *       in the queue are stopped, with the reason if it is the latter.
 * </ol>
 */
final class Crew {
    static final int FENCE = 16;
    static final int MOST = 32;
    private static final int TURN = 256;
    private static final long KEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Kernel kernel;

    /** Null for the host. */
    private final @Nullable Process process;

    // Guarded by lock.
    private final Object lock = new Object();
    private final ArrayDeque<Lane> queue = new ArrayDeque<>();
    private final ArrayDeque<Thread> parked = new ArrayDeque<>();
    private final WeakList<Lane> lanes = new WeakList<>();
    private int workers;
    private boolean over;

    /** The size of the queue, for those who only want to know whether it is empty. Written under lock. */
    private volatile int queued;

    Crew(Kernel kernel, @Nullable Process process) {
        this.kernel = kernel;
        this.process = process;
    }

    /** The lane may be given to this server; false when it is dying. */
    boolean join(Lane lane, Callee server) {
        synchronized (lock) {
            if (over) {
                return false;
            }
            lane.give(server);
            lanes.add(lane);
            return true;
        }
    }

    /** By who claimed the lane, with enough stack. */
    void ready(Lane lane) {
        Thread wakes;
        boolean starts;
        synchronized (lock) {
            if (over) {
                lane.lose();
                return;
            }
            queue.add(lane);
            queued = queue.size();
            wakes = parked.poll();
            starts = wakes == null && workers < MOST;
            if (starts) {
                workers++;
            }
        }
        if (wakes != null) {
            LockSupport.unpark(wakes);
        } else if (starts) {
            kernel.startApart(process, "ring", this::work, this::refused);
        }
    }

    private void refused(Throwable why) {
        List<Lane> left;
        synchronized (lock) {
            workers--;
            left = workers == 0 ? new ArrayList<>(queue) : List.of();
            queue.removeAll(left);
            queued = queue.size();
        }
        boolean killed = process != null && process.isKilled();
        String message = String.valueOf(kernel.internals().message(why));
        Failure failure =
                killed ? null : new Failure(Failure.Kind.FAILED, why.getClass().getName(), message);
        for (Lane lane : left) {
            lane.stop(failure);
        }
    }

    /** The server is killed, and its endpoints are withdrawn. */
    void close() {
        List<Lane> all = new ArrayList<>();
        synchronized (lock) {
            over = true;
            lanes.forEach(all::add);
            lanes.clear();
            queue.clear();
            queued = 0;
        }
        for (Lane lane : all) {
            lane.lose();
        }
    }

    // -- on the worker's thread

    private void work() {
        for (Lane lane = next(); lane != null; lane = next()) {
            boolean served = false;
            try {
                serve(lane);
                served = true;
            } finally {
                if (!served) {
                    // Killed, and the client knows by now; or something broke.
                    lane.lose();
                    left();
                }
            }
        }
    }

    /** Null when the worker is to end, and counts no more. */
    private @Nullable Lane next() {
        Thread running = Thread.currentThread();
        long idle = System.nanoTime();
        while (true) {
            synchronized (lock) {
                Lane lane = queue.poll();
                parked.remove(running);
                if (lane != null) {
                    queued = queue.size();
                    return lane;
                }
                if (over || System.nanoTime() - idle > KEEP_NANOS) {
                    workers--;
                    return null;
                }
                parked.push(running);
            }
            Thread.interrupted();
            boolean woken = false;
            try {
                LockSupport.parkNanos(KEEP_NANOS);
                woken = true;
            } finally {
                if (!woken) {
                    left();
                }
            }
        }
    }

    private void left() {
        synchronized (lock) {
            workers--;
            parked.remove(Thread.currentThread());
        }
    }

    private void serve(Lane lane) {
        Callee server = lane.callee();
        if (server == null) {
            return;
        }
        Object called = EndpointTap.apart(server.object, lane.asker);
        long at = lane.done();
        long turn = at + TURN;
        while (true) {
            long tail = lane.tail();
            while (at < tail) {
                if (at - turn >= 0 && queued != 0) {
                    again(lane);
                    return;
                }
                // What the last call left must not end this one; a kill that interrupts is seen in the next line.
                Thread.interrupted();
                if (!lane.isFor(server)) {
                    lane.stop(null);
                    return;
                }
                run(lane, server, called, at);
                at++;
                lane.done(at);
                if (at % FENCE == 0) {
                    VarHandle.fullFence();
                    lane.wake();
                }
            }
            VarHandle.fullFence();
            lane.wake();
            if (!more(lane, at)) {
                return;
            }
        }
    }

    /** Whether other lanes wait for a worker. */
    boolean isAwaited() {
        return queued != 0;
    }

    /** The turn is over: others wait. */
    private void again(Lane lane) {
        VarHandle.fullFence();
        lane.wake();
        synchronized (lock) {
            queue.add(lane);
            queued = queue.size();
        }
    }

    /** Waits a moment for more; false when the lane is idle, and somebody else's. */
    private boolean more(Lane lane, long at) {
        if (lane.spinForTail(at, this)) {
            return true;
        }
        lane.rest();
        VarHandle.fullFence();
        return lane.tail() != at && lane.claim();
    }

    private void run(Lane lane, Callee server, Object called, long at) {
        CallsType<?> type = lane.type;
        int place = (int) at & lane.mask;
        int word = place * type.words;
        int reference = place * type.references;
        int method = (int) lane.words[word] & (1 << Batch.METHOD_BITS) - 1;
        @Nullable Object[] references = lane.references;
        if (references[reference] != null) {
            // Of a call that was late: nobody took it.
            references[reference] = null;
        }
        RingPassage passage = type.passage(references, reference);
        @Nullable Object answer = null;
        long badge = lane.link.badge();
        try {
            if (badge != 0) {
                Visit.badgeHome(badge);
            }
            if (passage == null) {
                type.runner().run(called, method, lane.words, word, references, reference);
                server.poll();
                answer = references[reference];
                if (answer != null) {
                    answer = admitted(answer, type.result(method));
                }
            } else {
                answer = passed(lane, server, called, method, word, passage);
            }
        } catch (Throwable e) {
            if (Process.ends(e)) {
                throw (Error) e;
            }
            // What a killed server throws is no answer either.
            server.poll();
            answer = failure(lane, method, e);
        } finally {
            if (passage != null) {
                passage.leave();
            }
            if (badge != 0) {
                Visit.badgeHome(0);
            }
            // Nothing of the server's stays in the lane, which is the client's.
            if (references[reference] != answer) {
                references[reference] = answer;
            }
        }
    }

    /** A call that regions cross with; null also when the client has dropped it. */
    private static @Nullable Object passed(
            Lane lane, Callee server, Object called, int method, int word, RingPassage passage) throws Throwable {
        @Nullable Object[] arguments;
        try {
            arguments = passage.arrive(server);
        } catch (atoll.contract.Refused e) {
            return new Failure(Failure.Kind.REFUSED, e.getMessage());
        }
        if (arguments == null) {
            return null;
        }
        Object result = lane.gate().call(method, called, arguments);
        server.poll();
        try {
            Object answer = passage.answer(result);
            if (answer == null || !lane.type.result(method).isPrimitive()) {
                return answer;
            }
            lane.words[word + CallsClass.RESULT_WORD] = Words.word(answer);
            return null;
        } catch (atoll.contract.Refused e) {
            return new Failure(Failure.Kind.REFUSED, e.getMessage());
        } catch (OutOfMemoryError e) {
            return Failure.UNKNOWN;
        }
    }

    /** What the server returned: it must not reach the client as it is. */
    private @Nullable Object admitted(Object result, Class<?> type) {
        try {
            return kernel.messages().admit(result, type);
        } catch (atoll.contract.Refused e) {
            return new Failure(Failure.Kind.REFUSED, e.getMessage());
        } catch (OutOfMemoryError e) {
            return Failure.UNKNOWN;
        }
    }

    private static Failure failure(Lane lane, int method, Throwable thrown) {
        try {
            String message = lane.link.endpoint().kernel().internals().message(thrown);
            if (thrown instanceof java.io.IOException
                    && lane.type.gates().declares(method, java.io.IOException.class)) {
                return new Failure(Failure.Kind.IO, message);
            }
            return new Failure(Failure.Kind.FAILED, thrown.getClass().getName(), String.valueOf(message));
        } catch (OutOfMemoryError e) {
            return Failure.UNKNOWN;
        }
    }
}
