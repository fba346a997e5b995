package atoll.system.control;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.channels.ByteChannel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Answers those who ask a running system, each on a connection of its own. A request is a line with a JSON object, its answer such lines, the
 * last of which has the key {@code end}; then the connection is closed. Whatever a client does costs one thread, for a bounded time.
 */
public final class ControlServer implements AutoCloseable {
    /** Connections at a time: of the owner, and of each process. */
    public static final int MOST_CLIENTS = 64;

    static final long TICK_MILLIS = 250;
    private static final long LEAVE_SECONDS = 2;

    private static final int WAITING = 64;

    private record Connecting(ByteChannel connection, String client, Power power) {}

    private final Answers answers;
    private final ArrayBlockingQueue<Connecting> connecting = new ArrayBlockingQueue<>(WAITING);
    private final Thread connector = thread("control connections", this::connect);

    // Guarded by this.
    private final Set<Exchange> open = new LinkedHashSet<>();
    private boolean closed;

    public ControlServer(Answers answers) {
        this.answers = answers;
        thread("control clock", this::tick).start();
        connector.start();
    }

    static Thread thread(String name, Runnable body) {
        Thread thread = new Thread(null, body, name, 0, false);
        thread.setDaemon(true);
        return thread;
    }

    /** Answers there, and closes it; not on a thread of a process. {@code client}: see {@link Exchange}. */
    void serve(ByteChannel connection, String client, Power power) throws IOException {
        Exchange exchange = new Exchange(connection, client, power);
        if (enter(exchange)) {
            try {
                thread("control client", () -> serve(exchange)).start();
            } catch (OutOfMemoryError e) {
                // Threads are out, perhaps for a moment.
                leave(exchange);
                exchange.close();
            }
        } else {
            // One write where nothing was written yet does not wait.
            exchange.fail("more than " + MOST_CLIENTS + " clients at a time", 1);
            exchange.close();
        }
    }

    /** As {@link #serve}, soon, from any thread, also of a process; false: it is not, for too many want that. */
    boolean offer(ByteChannel connection, String client, Power power) {
        return connecting.offer(new Connecting(connection, client, power));
    }

    private void connect() {
        try {
            while (true) {
                Connecting next = connecting.take();
                try {
                    serve(next.connection, next.client, next.power);
                } catch (IOException | RuntimeException | OutOfMemoryError e) {
                    // It is gone already, or there is no memory for it: the next one may have more luck.
                    next.connection.close();
                    pause();
                }
            }
        } catch (InterruptedException | IOException e) {
            // Closed; a pipe's close does not fail.
        }
    }

    private synchronized boolean enter(Exchange exchange) {
        int others = 0;
        for (Exchange each : open) {
            others += each.client().equals(exchange.client()) ? 1 : 0;
        }
        return !closed && others < MOST_CLIENTS && open.add(exchange);
    }

    private synchronized void leave(Exchange exchange) {
        open.remove(exchange);
        notifyAll();
    }

    /** How many it answers now. */
    public synchronized int clients() {
        return open.size();
    }

    private void serve(Exchange exchange) {
        try {
            answer(exchange);
        } catch (IOException e) {
            // The client is gone, or too slow.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
            leave(exchange);
        }
    }

    private void answer(Exchange exchange) throws IOException, InterruptedException {
        try {
            JsonElement request = JsonParser.parseString(exchange.request());
            if (request instanceof JsonObject object && object.has(Exchange.DO)) {
                answers.answer(object, exchange);
            } else {
                exchange.fail("a request is a JSON object with the key \"" + Exchange.DO + "\"", 2);
            }
        } catch (JsonParseException | IllegalStateException | UnsupportedOperationException | ClassCastException e) {
            exchange.fail("not a request: " + e.getMessage(), 2);
        } catch (StackOverflowError | NumberFormatException e) {
            exchange.fail("not a request", 2);
        }
    }

    /** Ends those that took too long. */
    private void tick() {
        while (true) {
            List<Exchange> now;
            synchronized (this) {
                if (closed) {
                    return;
                }
                now = new ArrayList<>(open);
            }
            now.forEach(Exchange::closeIfLate);
            pause();
        }
    }

    static void pause() {
        try {
            Thread.sleep(TICK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets answers that are under way come to their end for a moment. */
    @Override
    public void close() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LEAVE_SECONDS);
        connector.interrupt();
        synchronized (this) {
            closed = true;
            while (!open.isEmpty() && System.nanoTime() - deadline < 0) {
                try {
                    TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, deadline - System.nanoTime()));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    break;
                }
            }
            open.forEach(Exchange::close);
        }
    }
}
