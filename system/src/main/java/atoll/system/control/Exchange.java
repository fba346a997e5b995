package atoll.system.control;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

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

    private final ByteChannel channel;
    private final String client;
    private final Power power;

    /** What was read beyond the last line. Used by the thread that reads. */
    private final ByteBuffer read = ByteBuffer.allocate(MOST_REQUEST);

    /** One patient line at a time. */
    private final ReentrantLock patience = new ReentrantLock();

    /** When the read or write that is under way has taken too long; 0: none is. */
    private volatile long deadline;

    /** {@code client}: the process that asks; empty for the owner of the system. */
    Exchange(ByteChannel channel, String client, Power power) {
        this.channel = channel;
        this.client = client;
        this.power = power;
        begin();
    }

    /** The process that asks; empty for the owner of the system. */
    public String client() {
        return client;
    }

    /** What it may ask. */
    public Power power() {
        return power;
    }

    private void begin() {
        long at = System.nanoTime() + LIMIT_NANOS;
        deadline = at == 0 ? 1 : at;
    }

    /** The first line. */
    String request() throws IOException {
        String line = line();
        deadline = 0;
        if (line == null) {
            throw new IOException("no request");
        }
        return line;
    }

    /** A line after the request, whenever it comes; null when the client says no more. By one thread. */
    public @Nullable JsonObject next() throws IOException {
        String line = line();
        try {
            return line == null ? null : JsonParser.parseString(line).getAsJsonObject();
        } catch (JsonParseException | IllegalStateException | StackOverflowError e) {
            throw new IOException("the client sends what is no JSON object", e);
        }
    }

    private @Nullable String line() throws IOException {
        for (int seen = 0; ; ) {
            for (; seen < read.position(); seen++) {
                if (read.get(seen) == '\n') {
                    String line = new String(read.array(), 0, seen, StandardCharsets.UTF_8);
                    read.flip().position(seen + 1);
                    read.compact();
                    return line;
                }
            }
            if (!read.hasRemaining()) {
                throw new IOException("a line of more than " + MOST_REQUEST + " bytes");
            }
            read.limit(Math.min(read.capacity(), read.position() + CHUNK));
            int count = channel.read(read);
            read.limit(read.capacity());
            if (count < 0) {
                return null;
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

    /** A line that the client takes when it likes. */
    public void sendPatiently(JsonObject line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(line.toString().concat("\n").getBytes(StandardCharsets.UTF_8));
        patience.lock();
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } finally {
            patience.unlock();
        }
    }

    /** Among {@link #sendPatiently patient} lines: throws when the client has gone. */
    public void probe() throws IOException {
        if (patience.tryLock()) {
            try {
                channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
            } finally {
                patience.unlock();
            }
        }
    }

    /** An empty line: who has gone is noticed. */
    public void touch() throws IOException {
        send("");
    }

    /** The last line: done. */
    public void end() throws IOException {
        end(0);
    }

    /** The last line: done, and the exit status of what was done. */
    public void end(int status) throws IOException {
        JsonObject last = new JsonObject();
        last.addProperty(END, status);
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
