package atoll.system.up;

import atoll.contract.terminal.Size;
import atoll.system.BadInput;
import atoll.system.control.Exchange;
import atoll.system.session.Pipe;
import atoll.system.session.Session;
import atoll.system.session.Sessions;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * {@code exec}: a session for a client of the control socket. After its request the client sends {@code in}, bytes in base 64, {@code size}, columns
 * and rows, and {@code eof}; it gets {@code out} and {@code err}. A client that goes hangs the terminal up.
 */
final class Execution {
    /** What a shell does with the words of a command. */
    private static final List<String> COMMAND = List.of("-c", "\"$@\"", "sh");

    private static final long PROBE_MILLIS = 1_000;
    private static final long LEAVE_MILLIS = 5_000;

    private static final String IN = "in";
    private static final String SIZE = "size";
    private static final String TERMINAL = "terminal";

    private final Sessions sessions;
    private final boolean terminal;
    private final Exchange exchange;
    private final Pipe typed = new Pipe();
    private final Pipe.Writing keys = typed.writing();
    private final InputStream read = typed.reading();
    private final Semaphore over = new Semaphore(0);

    private Execution(Sessions sessions, boolean terminal, Exchange exchange) {
        this.sessions = sessions;
        this.terminal = terminal;
        this.exchange = exchange;
    }

    /** Returns the exit status. */
    static int run(@Nullable Sessions sessions, JsonObject request, Exchange exchange)
            throws BadInput, IOException, InterruptedException {
        if (sessions == null) {
            throw new BadInput("this system has no sessions: its definition has no table [session]");
        }
        boolean terminal = request.has(TERMINAL) && !request.get(TERMINAL).isJsonNull();
        return new Execution(sessions, terminal, exchange).run(request);
    }

    private int run(JsonObject request) throws BadInput, IOException, InterruptedException {
        List<String> words = new ArrayList<>();
        if (request.get("words") instanceof JsonArray array) {
            array.forEach(word -> words.add(word.getAsString()));
        }
        List<String> arguments = new ArrayList<>(words.isEmpty() ? List.of() : COMMAND);
        arguments.addAll(words);
        try (Session session = open(request, arguments)) {
            Thread listening = new Thread(null, () -> listen(session), "keys of a client", 0, false);
            listening.setDaemon(true);
            listening.start();
            Thread probing = new Thread(null, () -> probe(session, listening), "probe of a client", 0, false);
            probing.setDaemon(true);
            probing.start();
            try {
                return session.waitFor();
            } finally {
                // Not by an interrupt, which would close a socket that is just written.
                over.release();
                // Who writes more keys than were read waits no longer.
                read.close();
            }
        }
    }

    /** A client that has gone is not noticed by who waits to hand its keys on: then nobody would end its session. */
    private void probe(Session session, Thread listening) {
        try {
            while (!over.tryAcquire(PROBE_MILLIS, TimeUnit.MILLISECONDS)) {
                exchange.probe();
            }
        } catch (InterruptedException e) {
            // It has ended.
        } catch (IOException e) {
            leave(session, listening);
        }
    }

    private static void leave(Session session, Thread listening) {
        try {
            // A terminal is hung up by that one, which gives the shell its time.
            if (!listening.join(Duration.ofMillis(LEAVE_MILLIS))) {
                session.close();
            }
        } catch (InterruptedException e) {
            // It has ended.
        }
    }

    private Session open(JsonObject request, List<String> arguments) throws BadInput, IOException {
        try {
            return !terminal
                    ? sessions.run(arguments, Map.of(), read, new Sent("out"), new Sent("err"))
                    : sessions.open(
                            arguments,
                            Map.of("TERM", request.get(TERMINAL).getAsString()),
                            size(request),
                            read,
                            new Sent("out"));
        } catch (IOException e) {
            throw new BadInput("no session can be opened", e);
        }
    }

    private static Size size(JsonObject from) throws BadInput {
        try {
            JsonArray size = from.getAsJsonArray(SIZE);
            return new Size(size.get(0).getAsInt(), size.get(1).getAsInt());
        } catch (RuntimeException e) {
            throw new BadInput("\"size\" is not columns and rows");
        }
    }

    /** Until the client is gone: a shell at a terminal finds that hung up, and a command without one is ended. */
    private void listen(Session session) {
        try {
            for (JsonObject next = exchange.next(); next != null; next = exchange.next()) {
                if (next.has(IN)) {
                    keys.write(Base64.getDecoder().decode(next.get(IN).getAsString()));
                } else if (next.has(SIZE)) {
                    session.resize(size(next));
                } else if (next.has("eof")) {
                    keys.close();
                }
            }
        } catch (IOException | BadInput | RuntimeException e) {
            // It is gone, or sends what nobody understands.
        }
        keys.close();
        if (!terminal) {
            session.close();
        }
    }

    /** What is written goes to the client, which takes it when it likes. */
    private final class Sent extends OutputStream {
        private final String name;

        Sent(String name) {
            this.name = name;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            JsonObject line = new JsonObject();
            line.addProperty(
                    name, Base64.getEncoder().encodeToString(Arrays.copyOfRange(bytes, offset, offset + length)));
            exchange.sendPatiently(line);
        }
    }
}
