package atoll.kernel;

import atoll.contract.Busy;
import atoll.contract.PeerDied;
import atoll.contract.Receiver;
import atoll.contract.Refused;
import atoll.contract.Sender;
import java.atoll.Headroom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue of messages of one type, from any number of senders to the one process that receives. What may be sent is
 * what may cross in a call.
 *
 * <p>Races with death: (1) {@link #receiveIn} registers the port with the process before it becomes the receiver, and looks
 * again whether that is killed; the killer closes what was registered. (2) A sender that is killed has sent a message or
 * has not: it holds the lock for stores without a call between them but {@code notify}, and with somebody to notify there is
 * stack for it. (3) A receiver that is killed while it waits is unwound from its wait, and counts as a waiter no more.
 * {@link EndRight} numbers those with revocation.
 */
public final class Port<M> extends Waiting {
    private static final int LARGEST = 1 << 20;

    /** What came of trying to send. */
    private enum Sent {
        YES,
        FULL,
        DEAD,
        REVOKED,
        NEEDS_ROOM
    }

    private final Kernel kernel;
    private final String name;
    private final Class<M> type;

    // Guarded by lock.
    private final @Nullable Object[] messages;
    private int first;
    private @Nullable Process receiver;

    /** What the receiver receives with; no more than names in its grants. When all are revoked, it receives no more. */
    private final List<EndRight<?>> receivedBy = new ArrayList<>();

    private boolean dead;

    /** Signalled when the port is no more empty. Replaced as a whole. */
    private volatile List<SignalCounter> counters = List.of();

    Port(Kernel kernel, String name, Class<M> type, int capacity) {
        if (capacity < 1 || capacity > LARGEST) {
            throw new IllegalArgumentException("a port holds from 1 to " + LARGEST + " messages, not " + capacity);
        }
        ContractRule.checkMessage(type);
        // Found out here, for later it is asked for on threads of processes.
        Messages.isOpen(type);
        this.kernel = kernel;
        this.name = name;
        this.type = type;
        this.messages = new Object[capacity];
    }

    public Class<M> type() {
        return type;
    }

    /** From now on the counter is signalled once each time that the port was empty and gets a message. */
    public synchronized Port<M> signals(SignalCounter counter) {
        List<SignalCounter> more = new ArrayList<>(counters);
        more.add(counter);
        counters = List.copyOf(more);
        return this;
    }

    /** See {@link Sender#send}. */
    public void send(M message) {
        put(message, null);
    }

    /** The type of {@code message} is what a sender's compiler says of it: nothing. */
    private void put(@Nullable Object message, @Nullable EndRight<?> by) {
        EndRight.need(by);
        if (!type.isInstance(message)) {
            throw new Refused((message == null
                            ? "null"
                            : "an object of " + message.getClass().getName()) + " is no " + type.getName()
                    + ", which port " + name + " carries");
        }
        Object admitted = kernel.messages().admit(message, type);
        Sent sent = insert(admitted, by, counters.isEmpty(), false);
        if (sent == Sent.NEEDS_ROOM) {
            Headroom.need();
            sent = insert(admitted, by, false, true);
        }
        switch (sent) {
            case FULL ->
                throw new Busy("port " + name + " holds " + messages.length + " messages, which is all that it can");
            case DEAD -> throw new PeerDied("who received from port " + name + " died");
            case REVOKED -> throw EndRight.ended(by);
            default -> {
                // It is in.
            }
        }
    }

    private Sent insert(@Nullable Object message, @Nullable EndRight<?> by, boolean unheard, boolean room) {
        boolean wasEmpty;
        synchronized (lock) {
            if (EndRight.isRevoked(by)) {
                return Sent.REVOKED;
            }
            if (dead) {
                return Sent.DEAD;
            }
            if (count == messages.length) {
                return Sent.FULL;
            }
            wasEmpty = count == 0;
            if (!room && (waiters > 0 || wasEmpty && !unheard)) {
                return Sent.NEEDS_ROOM;
            }
            int at = first + (int) count;
            messages[at < messages.length ? at : at - messages.length] = message;
            count++;
            if (waiters > 0) {
                lock.notify();
            }
        }
        if (wasEmpty && room) {
            for (SignalCounter counter : counters) {
                counter.signal(1);
            }
        }
        return Sent.YES;
    }

    /** See {@link Receiver#poll}. */
    public @Nullable M poll() {
        return next(null);
    }

    /** Null when there is none, and when the right is revoked. */
    private @Nullable M next(@Nullable EndRight<?> by) {
        synchronized (lock) {
            return count == 0 || EndRight.isRevoked(by) ? null : remove();
        }
    }

    /** See {@link Receiver#take}. */
    public M take() throws InterruptedException {
        return take(null);
    }

    private M take(@Nullable EndRight<?> by) throws InterruptedException {
        EndRight.need(by);
        Headroom.need();
        synchronized (lock) {
            if (awaitSome(by)) {
                return remove();
            }
        }
        throw EndRight.ended(by);
    }

    /** With the lock, and not empty. */
    @SuppressWarnings("unchecked") // put() has looked
    private M remove() {
        M message = (M) Objects.requireNonNull(messages[first]);
        messages[first] = null;
        first = first + 1 == messages.length ? 0 : first + 1;
        count--;
        return message;
    }

    /** The right to send, revocable by itself. */
    public EndRight<Sender<M>> sendRight() {
        return new EndRight<>(this, "send", "to port", right -> new Sending<>(this, right));
    }

    /**
     * The right to receive, revocable by itself. A process that has none left to a port that it received from receives no more:
     * what is in the port stays for the next, also when it dies.
     */
    public EndRight<Receiver<M>> receiveRight() {
        return new EndRight<>(this, "receive", "from port", right -> new Receiving<>(this, right));
    }

    /** The process receives from now on; {@code by} is of this port. */
    void receiveIn(Process process, EndRight<?> by) {
        Headroom.need();
        if (!process.serving().receives(this)) {
            throw new IllegalStateException("process " + process.id() + " (" + process.name() + ") is dying");
        }
        synchronized (lock) {
            Process now = receiver;
            if (now != null && now != process && !now.isKilled() && isReceived()) {
                throw new Refused(
                        "process " + now.id() + " (" + now.name() + ") receives from port " + name + ", and lives");
            }
            if (!EndRight.isRevoked(by)) {
                if (now != process) {
                    receivedBy.clear();
                }
                if (!receivedBy.contains(by)) {
                    receivedBy.add(by);
                }
                receiver = process;
                dead = false;
            }
        }
        EndRight.need(by);
        if (process.isKilled()) {
            close(process);
        }
    }

    /** With the lock: whether the receiver has a right left. */
    private boolean isReceived() {
        for (EndRight<?> by : receivedBy) {
            if (!EndRight.isRevoked(by)) {
                return true;
            }
        }
        return false;
    }

    /** The process receives no more; what was not taken is dropped, unless it had no right to it any more. */
    void close(Process process) {
        synchronized (lock) {
            if (receiver == process) {
                if (isReceived()) {
                    dead = true;
                    count = 0;
                    Arrays.fill(messages, null);
                }
                receivedBy.clear();
                receiver = null;
            }
        }
    }

    @Override
    public String toString() {
        return name;
    }

    // Ends of their own: who holds one must not be able to cast it to the other, nor lock the port.

    private static final class Sending<M> implements Sender<M> {
        private final Port<M> port;
        private final EndRight<Sender<M>> right;

        Sending(Port<M> port, EndRight<Sender<M>> right) {
            this.port = port;
            this.right = right;
        }

        @Override
        public void send(M message) {
            port.put(message, right);
        }
    }

    private static final class Receiving<M> implements Receiver<M> {
        private final Port<M> port;
        private final EndRight<Receiver<M>> right;

        Receiving(Port<M> port, EndRight<Receiver<M>> right) {
            this.port = port;
            this.right = right;
        }

        @Override
        public M take() throws InterruptedException {
            return port.take(right);
        }

        @Override
        public @Nullable M poll() {
            EndRight.need(right);
            M next = port.next(right);
            if (next == null) {
                EndRight.need(right);
            }
            return next;
        }

        @Override
        public int drain(M[] into) {
            EndRight.need(right);
            int taken = 0;
            while (taken < into.length) {
                M next = port.next(right);
                if (next == null) {
                    break;
                }
                into[taken++] = next;
            }
            if (taken == 0) {
                // Nothing has been taken that the caller would not be told of.
                EndRight.need(right);
            }
            return taken;
        }
    }
}
