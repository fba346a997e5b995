package atoll.system.control;

import atoll.system.BadInput;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks a running system. */
public final class ControlClient implements AutoCloseable {
    /** What a system refused or could not do: its line, and the exit status. */
    public static final class Failed extends Exception {
        private static final long serialVersionUID = 1L;

        private final int status;

        Failed(String why, int status) {
            super(why);
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    private final String name;
    private final SocketChannel channel;

    private ControlClient(String name, SocketChannel channel) {
        this.name = name;
        this.channel = channel;
    }

    /** To the system of that name, or to the only one that runs if it is null. */
    public static ControlClient connect(@Nullable String name) throws BadInput {
        RunFolder folder = RunFolder.ofUser();
        if (name != null) {
            ControlClient client = open(folder, name);
            if (client != null) {
                return client;
            }
            List<String> running = running(folder);
            throw new BadInput("no system \"" + name + "\" is running; "
                    + (running.isEmpty() ? "none is" : "running: " + String.join(", ", running)));
        }
        List<String> running = running(folder);
        if (running.size() > 1) {
            throw new BadInput(
                    "several systems are running: " + String.join(", ", running) + "; -s NAME says which is meant");
        }
        ControlClient only = running.isEmpty() ? null : open(folder, running.getFirst());
        if (only == null) {
            throw new BadInput("no system is running; \"atoll up\" starts one");
        }
        return only;
    }

    private static List<String> running(RunFolder folder) throws BadInput {
        List<String> running = new ArrayList<>();
        for (String each : folder.names()) {
            ControlClient client = open(folder, each);
            if (client != null) {
                client.close();
                running.add(each);
            }
        }
        return running;
    }

    /** Null when nobody listens there. */
    private static @Nullable ControlClient open(RunFolder folder, String name) throws BadInput {
        try {
            return new ControlClient(name, SocketChannel.open(UnixDomainSocketAddress.of(folder.socket(name))));
        } catch (IOException e) {
            return null;
        }
    }

    /** The name of the system. */
    public String name() {
        return name;
    }

    /** A line after the request; by any thread. */
    public void send(JsonObject line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        synchronized (this) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    /** Asks, and tells each line of the answer; returns the exit status of what was done when it is whole. */
    public int ask(JsonObject request, Consumer<JsonObject> each) throws BadInput, Failed {
        return ask(request, each, () -> {});
    }

    /** As the other; {@code asked} is run when the request is sent, and more may be. */
    public int ask(JsonObject request, Consumer<JsonObject> each, Runnable asked) throws BadInput, Failed {
        try {
            send(request);
            asked.run();
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonObject next =
                        line.isEmpty() ? null : JsonParser.parseString(line).getAsJsonObject();
                if (next != null && ends(next, each)) {
                    return next.get(Exchange.END).getAsInt();
                }
            }
        } catch (IOException e) {
            throw new BadInput("the system \"" + name + "\" does not answer", e);
        } catch (JsonParseException | IllegalStateException e) {
            throw new BadInput("the system \"" + name + "\" answers something else", e);
        }
        throw new BadInput("the system \"" + name + "\" ended before it had answered");
    }

    private static boolean ends(JsonObject line, Consumer<JsonObject> each) throws Failed {
        if (!line.has(Exchange.END)) {
            each.accept(line);
            return false;
        }
        if (line.has(Exchange.ERROR)) {
            throw new Failed(
                    line.get(Exchange.ERROR).getAsString(),
                    line.get(Exchange.END).getAsInt());
        }
        return true;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // It is of no more use anyway.
        }
    }
}
