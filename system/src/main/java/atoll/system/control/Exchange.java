package atoll.system.control;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A client's request and its answer, on a connection of their own, which may go on in both directions after the request. */
public final class Exchange implements AutoCloseable {
    /** What is to be done. */
    public static final String DO = "do";

    /** The exit status of the client, in the last line. */
    public static final String END = "end";

    /** Why it failed, in the last line. */
    public static final String ERROR = "error";

    private static final int MOST_REQUEST = 64 << 10;
    private static final int CHUNK = 4 << 10;
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final SocketChannel channel;

    /** When the read or write that is under way has taken too long; 0: none is. */
    private volatile long deadline;

    Exchange(SocketChannel channel) {
        this.channel = channel;
        begin();
    }

    private void begin() {
        long at = System.nanoTime() + LIMIT_NANOS;
        deadline = at == 0 ? 1 : at;
    }

    /** The first line. */
    String request() throws IOException {
        ByteBuffer line = ByteBuffer.allocate(MOST_REQUEST);
        while (true) {
            int from = line.position();
            line.limit(Math.min(line.capacity(), from + CHUNK));
            if (!line.hasRemaining()) {
                throw new IOException("a request of more than " + MOST_REQUEST + " bytes");
            }
            int count = channel.read(line);
            if (count < 0) {
                throw new IOException("no request");
            }
            for (int i = from; i < line.position(); i++) {
                if (line.get(i) == '\n') {
                    deadline = 0;
                    return new String(line.array(), 0, i, StandardCharsets.UTF_8);
                }
            }
        }
    }

    /** A line of the answer; the client must take it within ten seconds. */
    public void send(JsonObject line) throws IOException {
        send(line.toString());
    }

    private void send(String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(line.concat("\n").getBytes(StandardCharsets.UTF_8));
        begin();
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        deadline = 0;
    }

    /** An empty line: who has gone is noticed. */
    public void touch() throws IOException {
        send("");
    }

    /** The last line: done. */
    public void end() throws IOException {
        JsonObject last = new JsonObject();
        last.addProperty(END, 0);
        send(last);
    }

    /** The last line: not done, and why. */
    public void fail(String why, int status) throws IOException {
        JsonObject last = new JsonObject();
        last.addProperty(ERROR, why);
        last.addProperty(END, status);
        send(last);
    }

    void closeIfLate() {
        long limit = deadline;
        if (limit != 0 && System.nanoTime() - limit >= 0) {
            close();
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
