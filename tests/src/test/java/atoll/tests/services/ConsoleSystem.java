package atoll.tests.services;

import atoll.contract.control.Control;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a console is given as its system, to see what it asks and with which right, and to answer as no good system does: for ever, or never.
 */
final class ConsoleSystem implements Control {
    static final String TOKEN = "a token of the test, as long as others";
    static final String METRICS = "a token for collectors, of the test too";

    private static final byte[] FLOOD =
            ("{\"flood\":\"" + "x".repeat(1000) + "\"}\n").repeat(60).getBytes(StandardCharsets.UTF_8);

    private final Map<Integer, Connection> open = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger();

    /** Connections that are open. */
    int open() {
        return open.size();
    }

    @Override
    public int look() {
        return opened("look");
    }

    @Override
    public int change() {
        return opened("change");
    }

    @Override
    public int session() {
        return opened("session");
    }

    private int opened(String right) {
        int number = next.incrementAndGet();
        open.put(number, new Connection(right));
        return number;
    }

    /** The console is gone. */
    void closeAll() {
        open.keySet().forEach(this::close);
    }

    private Connection find(int connection) throws IOException {
        Connection found = open.get(connection);
        if (found == null) {
            throw new IOException("INVALID: no connection " + connection);
        }
        return found;
    }

    @Override
    public byte[] read(int connection, int most) throws IOException {
        return find(connection).read();
    }

    @Override
    public void write(int connection, byte[] bytes) throws IOException {
        find(connection).write(bytes);
    }

    @Override
    public void close(int connection) {
        Connection closed = open.remove(connection);
        if (closed != null) {
            closed.close();
        }
    }

    private static final class Connection {
        private final String right;
        private final StringBuilder in = new StringBuilder();
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private String verb = "";
        private boolean whole;
        private boolean closed;

        Connection(String right) {
            this.right = right;
        }

        synchronized byte[] read() throws IOException {
            if (verb.equals("flood")) {
                return FLOOD;
            }
            try {
                while (out.size() == 0 && !whole && !closed) {
                    wait();
                }
            } catch (InterruptedException e) {
                throw new IOException("INTERRUPTED: while it waited", e);
            }
            if (closed) {
                throw new IOException("INVALID: closed");
            }
            byte[] all = out.toByteArray();
            out.reset();
            return all;
        }

        synchronized void write(byte[] bytes) throws IOException {
            in.append(new String(bytes, StandardCharsets.UTF_8));
            for (int end = in.indexOf("\n"); end >= 0; end = in.indexOf("\n")) {
                hear(in.substring(0, end));
                in.delete(0, end + 1);
            }
            notifyAll();
        }

        synchronized void close() {
            closed = true;
            notifyAll();
        }

        private void hear(String line) throws IOException {
            JsonObject said = JsonParser.parseString(line).getAsJsonObject();
            if (!verb.isEmpty()) {
                say("{\"echo\":" + line + "}");
                end(said.has("end"));
                return;
            }
            verb = said.get("do").getAsString();
            switch (verb) {
                case "token" -> say("{\"token\":\"" + TOKEN + "\",\"metrics\":\"" + METRICS + "\"}");
                case "metrics" -> say("{\"text\":\"one 1\\n\"}\n\n{\"text\":\"two 2\\n\"}");
                case "ps", "kill" -> say("{\"by\":\"" + right + "\"}");
                case "exec" -> {
                    say("{\"by\":\"" + right + "\"}");
                    return;
                }
                default -> {
                    return;
                }
            }
            end(true);
        }

        private void end(boolean ends) throws IOException {
            if (ends) {
                say("{\"end\":0}");
                whole = true;
            }
        }

        private void say(String line) throws IOException {
            out.write(line.concat("\n").getBytes(StandardCharsets.UTF_8));
        }
    }
}
