package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.Busy;
import atoll.contract.Notification;
import atoll.contract.Receiver;
import atoll.contract.Revoked;
import atoll.contract.Sender;
import atoll.contract.Signal;
import atoll.kernel.EndRight;
import atoll.kernel.Port;
import atoll.kernel.SignalCounter;
import atoll.system.Atoll;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Threads send, receive, signal and wait with rights that another one derives and revokes at random, beside a model of what
 * is revoked. Each message is received once, each signal counted once, each use does what its right allowed; and who has a
 * right that stands is woken for what is there.
 */
@Timeout(180)
class EndRightModelTest {
    private static final int USERS = 3;
    private static final int SENT = 2_000;
    private static final int CHANGES = 3_000;
    private static final int MOST = 12;
    private static final int STOP = -1;

    private final long seed = System.nanoTime();
    private final Port<Long> port = Atoll.boot().port("numbers", Long.class, 5);
    private final SignalCounter counter = Atoll.boot().notification("counter");
    private final List<FutureTask<?>> tasks = new ArrayList<>();

    /** A right, and what the model knows of it. */
    private static final class Node<E> {
        final EndRight<E> right;
        final E end;
        final @Nullable Node<E> from;

        /** Set before it is revoked, and after. */
        volatile boolean begun;

        volatile boolean done;

        Node(EndRight<E> right, @Nullable Node<E> from) {
            this.right = right;
            this.end = right.end();
            this.from = from;
        }

        boolean mayBeRevoked() {
            return begun || from != null && from.mayBeRevoked();
        }

        boolean isRevoked() {
            return done || from != null && from.isRevoked();
        }

        void revoke() {
            begun = true;
            right.revoke();
            done = true;
        }
    }

    private interface Use<E, R> {
        R with(E end) throws InterruptedException;
    }

    /** All rights to one end. The first one stands. */
    private static final class Rights<E> {
        final List<Node<E>> nodes = new CopyOnWriteArrayList<>();

        Rights(EndRight<E> root) {
            nodes.add(new Node<>(root, null));
        }

        Node<E> any(Random random) {
            List<Node<E>> now = List.copyOf(nodes);
            return now.get(random.nextInt(now.size()));
        }

        /** Derives one, revokes one that is not the first, or forgets one. */
        void change(Random random) {
            int size = nodes.size();
            int which = random.nextInt(size);
            Node<E> node = nodes.get(which);
            if (size < MOST && random.nextInt(3) > 0) {
                nodes.add(new Node<>(node.right.derive(), node));
            } else if (which > 0 && random.nextBoolean()) {
                node.revoke();
            } else if (which > 0) {
                nodes.remove(which);
            }
        }

        /** Null when it ended in {@link Revoked}; that it did, or did not, must be right. */
        <R> @Nullable R use(Node<E> node, Use<E, R> use) throws InterruptedException {
            boolean was = node.isRevoked();
            try {
                R result = use.with(node.end);
                assertFalse(was, "it was revoked, and did something");
                return result;
            } catch (Busy e) {
                assertFalse(was, "it was revoked, and was told that the port is full");
                Thread.yield();
                return null;
            } catch (Revoked e) {
                assertTrue(node.mayBeRevoked(), "nobody revoked it");
                Thread.yield();
                return null;
            }
        }
    }

    private interface Body {
        void run(Random random) throws Exception;
    }

    /** {@code virtual} is for those that wait: who spins on a carrier would keep them from waking. */
    private FutureTask<?> start(boolean virtual, Body body) {
        Random random = new Random(seed + tasks.size());
        FutureTask<?> task = new FutureTask<>(() -> {
            body.run(random);
            return null;
        });
        tasks.add(task);
        (virtual ? Thread.ofVirtual() : Thread.ofPlatform().daemon()).start(task);
        return task;
    }

    /** Waits for these, and for whoever fails. */
    private void end(List<FutureTask<?>> these) throws Exception {
        Wait.until(
                () -> these.stream().allMatch(FutureTask::isDone)
                        || tasks.stream().anyMatch(task -> task.state() == Future.State.FAILED),
                () -> "somebody does not end, seed " + seed);
        for (FutureTask<?> task : tasks) {
            if (task.isDone()) {
                task.get();
            }
        }
    }

    private List<FutureTask<?>> changers(List<Rights<?>> all) {
        return List.of(start(false, random -> {
            for (int i = 0; i < CHANGES; i++) {
                all.get(random.nextInt(all.size())).change(random);
            }
        }));
    }

    @Test
    void eachMessageIsReceivedOnce() throws Exception {
        System.out.println("EndRightModelTest seed " + seed);
        Rights<Sender<Long>> sends = new Rights<>(port.sendRight());
        Rights<Receiver<Long>> receives = new Rights<>(port.receiveRight());
        List<List<Long>> received = new ArrayList<>();
        List<FutureTask<?>> receivers = new ArrayList<>();
        for (int i = 0; i < USERS; i++) {
            List<Long> mine = new ArrayList<>();
            received.add(mine);
            boolean steady = i == 0;
            receivers.add(start(i == 1, random -> receive(receives, steady, random, mine)));
        }
        List<FutureTask<?>> senders = new ArrayList<>();
        for (int i = 0; i < USERS; i++) {
            long me = i;
            senders.add(start(false, random -> {
                for (long next = 0; next < SENT; ) {
                    long message = me * SENT + next;
                    boolean sent = sends.use(sends.any(random), end -> {
                                end.send(message);
                                return true;
                            })
                            != null;
                    next += sent ? 1 : 0;
                }
            }));
        }
        List<FutureTask<?>> changers = changers(List.of(sends, receives));
        end(senders);
        end(changers);
        // One receiver has a right that stands: nothing may be there that nobody was woken for. Each takes one of
        // these.
        for (int i = 0; i < USERS; i++) {
            while (!stopped(receivers, i)) {
                try {
                    port.send((long) STOP);
                } catch (Busy e) {
                    Thread.yield();
                }
            }
        }
        end(receivers);
        Long left;
        while ((left = port.poll()) != null) {
            assertEquals(STOP, left);
        }
        eachOnce(received);
    }

    /** Each message, and those of one sender in its order. */
    private void eachOnce(List<List<Long>> received) {
        int[] times = new int[USERS * SENT];
        for (List<Long> mine : received) {
            long[] last = new long[USERS];
            for (long message : mine) {
                int sender = (int) (message / SENT);
                assertTrue(message >= last[sender], "out of order: " + message + " after " + last[sender]);
                last[sender] = message + 1;
                times[(int) message]++;
            }
        }
        for (int message = 0; message < times.length; message++) {
            assertEquals(1, times[message], "message " + message + ", seed " + seed);
        }
    }

    private static boolean stopped(List<FutureTask<?>> receivers, int i) {
        return receivers.get(i).isDone();
    }

    /** Until it is told to stop; {@code steady}: always waits, with the right that stands. */
    private static void receive(Rights<Receiver<Long>> rights, boolean steady, Random random, List<Long> mine)
            throws InterruptedException {
        Long[] batch = new Long[3];
        while (true) {
            Node<Receiver<Long>> node = steady ? rights.nodes.getFirst() : rights.any(random);
            int how = steady ? 0 : random.nextInt(3);
            Integer taken = rights.use(node, end -> {
                if (how == 0) {
                    batch[0] = end.take();
                    return 1;
                }
                return how == 1 ? (batch[0] = end.poll()) == null ? 0 : 1 : end.drain(batch);
            });
            boolean stop = false;
            for (int i = 0; taken != null && i < taken; i++) {
                if (batch[i] == STOP) {
                    stop = true;
                } else {
                    mine.add(batch[i]);
                }
            }
            if (stop) {
                return;
            }
        }
    }

    @Test
    void eachSignalIsCountedOnce() throws Exception {
        System.out.println("EndRightModelTest seed " + seed);
        Rights<Signal> signals = new Rights<>(counter.signalRight());
        Rights<Notification> awaits = new Rights<>(counter.awaitRight());
        AtomicLong signalled = new AtomicLong();
        AtomicLong counted = new AtomicLong();
        List<FutureTask<?>> awaiters = new ArrayList<>();
        List<FutureTask<?>> signallers = new ArrayList<>();
        for (int i = 0; i < USERS; i++) {
            boolean steady = i == 0;
            awaiters.add(start(i == 1, random -> {
                while (true) {
                    Node<Notification> node = steady ? awaits.nodes.getFirst() : awaits.any(random);
                    int how = steady ? 0 : random.nextInt(3);
                    Long now = awaits.use(
                            node, end -> how == 0 ? end.await() : how == 1 ? end.await(random.nextInt(3)) : end.poll());
                    counted.addAndGet(now == null ? 0 : now);
                    if (counted.get() < 0) {
                        return;
                    }
                }
            }));
            signallers.add(start(false, random -> {
                for (int sent = 0; sent < SENT; ) {
                    int times = 1 + random.nextInt(3);
                    boolean done = signals.use(signals.any(random), end -> {
                                end.signal(times);
                                return true;
                            })
                            != null;
                    signalled.addAndGet(done ? times : 0);
                    sent += done ? 1 : 0;
                }
            }));
        }
        List<FutureTask<?>> changers = changers(List.of(signals, awaits));
        end(signallers);
        end(changers);
        Wait.until(
                () -> signalled.get() == counted.get(),
                () -> signalled + " signalled, " + counted + " counted, seed " + seed);
        // All end that wait, and those that come back.
        counted.set(Long.MIN_VALUE);
        Wait.until(
                () -> {
                    counter.signal(1);
                    return awaiters.stream().allMatch(FutureTask::isDone);
                },
                () -> "somebody was not woken, seed " + seed);
        end(awaiters);
    }
}
