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
 */
public final class Port<M> extends Waiting {
    private static final int LARGEST = 1 << 20;

    /** What came of trying to send. */
    private enum Sent {
        YES,
        FULL,
        DEAD,
        NEEDS_ROOM
    }

    private final Kernel kernel;
    private final String name;
    private final Class<M> type;

    // Guarded by lock.
    private final @Nullable Object[] messages;
    private int first;
    private @Nullable Process receiver;
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
        put(message);
    }

    /** The type of {@code message} is what a sender's compiler says of it: nothing. */
    private void put(@Nullable Object message) {
        if (!type.isInstance(message)) {
            throw new Refused((message == null
                            ? "null"
                            : "an object of " + message.getClass().getName()) + " is no " + type.getName()
                    + ", which port " + name + " carries");
        }
        Object admitted = kernel.messages().admit(message, type);
        Sent sent = insert(admitted, counters.isEmpty(), false);
        if (sent == Sent.NEEDS_ROOM) {
            Headroom.need();
            sent = insert(admitted, false, true);
        }
        switch (sent) {
            case FULL ->
                throw new Busy("port " + name + " holds " + messages.length + " messages, which is all that it can");
            case DEAD -> throw new PeerDied("who received from port " + name + " died");
            default -> {
                // It is in.
            }
        }
    }

    private Sent insert(@Nullable Object message, boolean unheard, boolean room) {
        boolean wasEmpty;
        synchronized (lock) {
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
        synchronized (lock) {
            return count == 0 ? null : remove();
        }
    }

    /** See {@link Receiver#take}. */
    public M take() throws InterruptedException {
        Headroom.need();
        synchronized (lock) {
            awaitSome();
            return remove();
        }
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

    Sender<M> sender() {
        return new Sending<>(this);
    }

    /** The receiving end, for a process that receives from now on. */
    Receiver<M> receiveIn(Process process) {
        Headroom.need();
        if (!process.serving().receives(this)) {
            throw new IllegalStateException("process " + process.id() + " (" + process.name() + ") is dying");
        }
        synchronized (lock) {
            Process now = receiver;
            if (now != null && now != process && !now.isKilled()) {
                throw new Refused(
                        "process " + now.id() + " (" + now.name() + ") receives from port " + name + ", and lives");
            }
            receiver = process;
            dead = false;
        }
        if (process.isKilled()) {
            close(process);
        }
        return new Receiving<>(this);
    }

    /** The process receives no more; what was not taken is dropped. */
    void close(Process process) {
        synchronized (lock) {
            if (receiver == process) {
                receiver = null;
                dead = true;
                count = 0;
                Arrays.fill(messages, null);
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

        Sending(Port<M> port) {
            this.port = port;
        }

        @Override
        public void send(M message) {
            port.put(message);
        }
    }

    private static final class Receiving<M> implements Receiver<M> {
        private final Port<M> port;

        Receiving(Port<M> port) {
            this.port = port;
        }

        @Override
        public M take() throws InterruptedException {
            return port.take();
        }

        @Override
        public @Nullable M poll() {
            return port.poll();
        }

        @Override
        public int drain(M[] into) {
            int taken = 0;
            while (taken < into.length) {
                M next = port.poll();
                if (next == null) {
                    break;
                }
                into[taken++] = next;
            }
            return taken;
        }
    }
}
