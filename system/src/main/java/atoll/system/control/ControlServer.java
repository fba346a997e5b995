package atoll.system.control;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Answers the commands of the user's other JVMs. A request is a line with a JSON object, its answer such lines, the last of which has
 * the key {@code end}; then the connection is closed. Whatever a client does costs one thread, for a bounded time.
 */
public final class ControlServer implements AutoCloseable {
    /** Clients at a time. */
    public static final int MOST_CLIENTS = 64;

    private static final long TICK_MILLIS = 250;
    private static final long LEAVE_SECONDS = 2;

    /** What answers. An {@link IOException} means that the client is gone. */
    public interface Answers {
        void answer(JsonObject request, Exchange exchange) throws IOException, InterruptedException;
    }

    private final Path socket;
    private final ServerSocketChannel server;
    private final Answers answers;

    // Guarded by this.
    private final Set<Exchange> open = new LinkedHashSet<>();
    private boolean closed;

    private ControlServer(Path socket, ServerSocketChannel server, Answers answers) {
        this.socket = socket;
        this.server = server;
        this.answers = answers;
    }

    /** Listens at that path; what is left there of a dead JVM is in nobody's way. The caller holds the {@link SystemLock}. */
    public static ControlServer open(Path socket, Answers answers) throws IOException {
        Files.deleteIfExists(socket);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket), MOST_CLIENTS);
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
        ControlServer made = new ControlServer(socket, server, answers);
        made.thread("control socket", made::accept).start();
        made.thread("control clock", made::tick).start();
        return made;
    }

    private Thread thread(String name, Runnable body) {
        Thread thread = new Thread(null, body, name, 0, false);
        thread.setDaemon(true);
        return thread;
    }

    private void accept() {
        while (true) {
            try {
                SocketChannel client = server.accept();
                Exchange exchange = new Exchange(client);
                if (enter(exchange)) {
                    thread("control client", () -> serve(exchange)).start();
                } else {
                    // One write into an empty socket does not wait.
                    exchange.fail("more than " + MOST_CLIENTS + " clients at a time", 1);
                    exchange.close();
                }
            } catch (IOException e) {
                if (!server.isOpen()) {
                    return;
                }
                pause();
            }
        }
    }

    /** No descriptors are left, perhaps; not at full speed. */
    private static void pause() {
        try {
            Thread.sleep(TICK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean enter(Exchange exchange) {
        return !closed && open.size() < MOST_CLIENTS && open.add(exchange);
    }

    private synchronized void leave(Exchange exchange) {
        open.remove(exchange);
        notifyAll();
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
        while (server.isOpen()) {
            List<Exchange> now;
            synchronized (this) {
                now = new ArrayList<>(open);
            }
            now.forEach(Exchange::closeIfLate);
            pause();
        }
    }

    /** Lets answers that are under way come to their end for a moment; then there is no socket. */
    @Override
    public void close() throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LEAVE_SECONDS);
        Files.deleteIfExists(socket);
        server.close();
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
