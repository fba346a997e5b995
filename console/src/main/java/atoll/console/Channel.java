package atoll.console;

import atoll.contract.control.Control;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One page: the lines that go to it, and its conversations with the system, which wait when the page does not take their lines and end
 * when it is gone.
 */
final class Channel {
    /** Conversations at a time. */
    static final int MOST = 16;

    /** Bytes that wait for the page; what one line is longer is borne. */
    private static final int ROOM = 256 << 10;

    private static final long TOUCH_SECONDS = 3;

    final String id;
    private final Control system;
    private final Exchanges exchanges;

    // Guarded by this.
    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
    private int bytes;
    private final Map<Integer, Conversation> conversations = new HashMap<>();
    private boolean closed;

    Channel(String id, Control system, Exchanges exchanges) {
        this.id = id;
        this.system = system;
        this.exchanges = exchanges;
    }

    /** Writes what there is, until the page is gone; then the channel is closed. */
    void run(OutputStream page) {
        try {
            put("{\"channel\":" + Json.quoted(id) + "}");
            while (true) {
                exchanges.pause();
                byte[] next = take();
                exchanges.begin();
                page.write(next);
                page.flush();
            }
        } catch (IOException | InterruptedException e) {
            // It is gone, or takes nothing.
        } finally {
            close();
        }
    }

    /** All that waits; a touch when nothing does for some seconds. */
    private synchronized byte[] take() throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(TOUCH_SECONDS);
        while (waiting.isEmpty()) {
            long left = until - System.nanoTime();
            if (left <= 0) {
                return new byte[] {'\n'};
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        byte[] all = new byte[bytes];
        int at = 0;
        for (byte[] each : waiting) {
            System.arraycopy(each, 0, all, at, each.length);
            at += each.length;
        }
        waiting.clear();
        bytes = 0;
        notifyAll();
        return all;
    }

    /** Waits for room. {@code IOException}: it is closed. */
    synchronized void put(String line) throws IOException, InterruptedException {
        byte[] encoded = line.concat("\n").getBytes(StandardCharsets.UTF_8);
        while (bytes > ROOM && !closed) {
            wait();
        }
        if (closed) {
            throw new IOException("the page is gone");
        }
        waiting.add(encoded);
        bytes += encoded.length;
        notifyAll();
    }

    /** Does what the page says, in that order. {@code IllegalArgumentException}: it says what it may not, and what came before is done. */
    void hear(List<Envelope> lines) throws InterruptedException {
        for (Envelope line : lines) {
            Conversation known = conversation(line);
            if (known != null) {
                switch (line.what()) {
                    case ASK -> known.start(line);
                    case TELL -> known.tell(line.body());
                    case CLOSE -> known.close();
                }
            }
        }
    }

    /** Null for one that is over. */
    private synchronized @Nullable Conversation conversation(Envelope line) {
        int number = line.conversation();
        if (line.what() != Envelope.What.ASK) {
            return conversations.get(number);
        }
        if (closed) {
            return null;
        }
        if (conversations.size() >= MOST) {
            throw new IllegalArgumentException("more than " + MOST + " conversations");
        }
        Conversation begun = new Conversation(number, system, this);
        if (conversations.putIfAbsent(number, begun) != null) {
            throw new IllegalArgumentException("conversation " + number + " is under way");
        }
        return begun;
    }

    synchronized void over(Conversation conversation) {
        conversations.remove(conversation.number, conversation);
    }

    synchronized boolean isClosed() {
        return closed;
    }

    void close() {
        List<Conversation> left;
        synchronized (this) {
            closed = true;
            notifyAll();
            left = List.copyOf(conversations.values());
        }
        left.forEach(Conversation::close);
    }
}
