package atoll.ssh;

import atoll.contract.control.Control;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.apache.sshd.common.channel.PtyMode;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.Signal;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;

/** A shell or a command of the system for a client: its streams and its terminal are those of an {@code exec} of {@link Control}. */
final class SystemSession implements Command {
    private static final int CHUNK = 32 << 10;
    private static final int FAILED = 255;
    private static final int COLUMNS = 80;
    private static final int ROWS = 24;

    private final Control system;
    private final @Nullable String command;

    private @Nullable InputStream in;
    private @Nullable OutputStream out;
    private @Nullable OutputStream err;
    private @Nullable ExitCallback exit;

    private final Semaphore resized = new Semaphore(0);

    private volatile @Nullable Conversation conversation;
    private volatile @Nullable Thread sizes;

    /** {@code command}: for the shell; null: it is interactive. */
    SystemSession(Control system, @Nullable String command) {
        this.system = system;
        this.command = command;
    }

    @Override
    public void setInputStream(InputStream stream) {
        in = stream;
    }

    @Override
    public void setOutputStream(OutputStream stream) {
        out = stream;
    }

    @Override
    public void setErrorStream(OutputStream stream) {
        err = stream;
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        exit = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) throws IOException {
        Conversation begun = new Conversation(system);
        conversation = begun;
        begun.send(request(environment));
        // Not on the server's own thread: who sends may have to wait.
        environment.addSignalListener((each, signal) -> resized.release(), Signal.WINCH);
        sizes = thread("ssh sizes", () -> tellSizes(begun, environment));
        sizes.start();
        thread("ssh answers", () -> answer(begun)).start();
        thread("ssh keys", () -> type(begun)).start();
    }

    private static Thread thread(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        return thread;
    }

    private JsonObject request(Environment environment) {
        JsonObject request = new JsonObject();
        request.addProperty("do", "exec");
        JsonArray words = new JsonArray();
        if (command != null) {
            List.of("sh", "-c", command).forEach(words::add);
        }
        request.add("words", words);
        String terminal = environment.getEnv().get(Environment.ENV_TERM);
        if (isTerminal(environment)) {
            request.addProperty("terminal", terminal == null || terminal.isEmpty() ? "dumb" : terminal);
            request.add("size", size(environment));
        }
        return request;
    }

    /** Whether the client asked for one. */
    private static boolean isTerminal(Environment environment) {
        Map<PtyMode, Integer> modes = environment.getPtyModes();
        return environment.getEnv().containsKey(Environment.ENV_TERM) || !modes.isEmpty();
    }

    private static JsonArray size(Environment environment) {
        JsonArray size = new JsonArray();
        size.add(number(environment.getEnv().get(Environment.ENV_COLUMNS), COLUMNS));
        size.add(number(environment.getEnv().get(Environment.ENV_LINES), ROWS));
        return size;
    }

    /** A client may say anything. */
    private static int number(@Nullable String text, int otherwise) {
        try {
            int number = text == null ? 0 : Integer.parseInt(text);
            return number > 0 ? number : otherwise;
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    private void tellSizes(Conversation conversation, Environment environment) {
        try {
            while (true) {
                resized.acquire();
                resized.drainPermits();
                JsonObject line = new JsonObject();
                line.add("size", size(environment));
                conversation.send(line);
            }
        } catch (InterruptedException | IOException e) {
            // It has ended.
        }
    }

    private void type(Conversation conversation) {
        InputStream keys = in;
        byte[] bytes = new byte[CHUNK];
        try {
            for (int count = read(keys, bytes); count >= 0; count = read(keys, bytes)) {
                JsonObject line = new JsonObject();
                line.addProperty("in", Base64.getEncoder().encodeToString(Arrays.copyOf(bytes, count)));
                conversation.send(line);
            }
            JsonObject end = new JsonObject();
            end.addProperty("eof", true);
            conversation.send(end);
        } catch (IOException e) {
            // It has ended, or the client is gone.
        }
    }

    private static int read(@Nullable InputStream from, byte[] into) throws IOException {
        return from == null ? -1 : from.read(into);
    }

    private void answer(Conversation conversation) {
        int status = FAILED;
        String why = "";
        try {
            for (JsonObject line = conversation.next(); line != null; line = conversation.next()) {
                write(line, "out", out);
                write(line, "err", err);
                if (line.has("end")) {
                    status = line.get("end").getAsInt();
                }
                if (line.has("error")) {
                    why = "atoll: " + line.get("error").getAsString() + "\n";
                    write(err, why.getBytes(StandardCharsets.UTF_8));
                }
            }
        } catch (IOException | RuntimeException e) {
            why = String.valueOf(e.getMessage());
        } finally {
            conversation.close();
            ExitCallback callback = exit;
            if (callback != null) {
                callback.onExit(status, why);
            }
        }
    }

    private static void write(JsonObject line, String key, @Nullable OutputStream to) throws IOException {
        if (line.has(key)) {
            write(to, Base64.getDecoder().decode(line.get(key).getAsString()));
        }
    }

    private static void write(@Nullable OutputStream to, byte[] bytes) throws IOException {
        if (to != null) {
            to.write(bytes);
            to.flush();
        }
    }

    /** The client is gone, or wants no more. */
    @Override
    public void destroy(ChannelSession channel) {
        Conversation now = conversation;
        if (now != null) {
            now.close();
        }
        Thread telling = sizes;
        if (telling != null) {
            telling.interrupt();
        }
    }
}
