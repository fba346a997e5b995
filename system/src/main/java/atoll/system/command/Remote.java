package atoll.system.command;

import atoll.contract.terminal.Size;
import atoll.system.BadInput;
import atoll.system.Tty;
import atoll.system.Window;
import atoll.system.control.ControlClient;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A session of a running system, with the streams of this JVM. */
final class Remote {
    private static final int CHUNK = 8_192;
    private static final String SIZE = "size";

    private final ControlClient client;
    private final JsonObject request = SystemCommand.request("exec");
    private final OutputStream out = new FileOutputStream(FileDescriptor.out);
    private final OutputStream err = new FileOutputStream(FileDescriptor.err);

    /** No words: a shell. */
    Remote(ControlClient client, List<String> words) {
        this.client = client;
        JsonArray all = new JsonArray();
        words.forEach(all::add);
        request.add("words", all);
    }

    /** That of this JVM; null when standard input and output are none. */
    static @Nullable Tty tty() {
        try {
            return Tty.standard();
        } catch (BadInput e) {
            return null;
        }
    }

    int streams() throws BadInput, ControlClient.Failed {
        return converse();
    }

    int terminal(Tty tty) throws BadInput, ControlClient.Failed, IOException, InterruptedException {
        request.addProperty("terminal", Objects.requireNonNullElse(System.getenv("TERM"), "dumb"));
        request.add(SIZE, array(Tty.size()));
        try (Window window = new Window(tty, this::resize)) {
            window.open();
            return converse();
        }
    }

    private static JsonArray array(Size size) {
        JsonArray array = new JsonArray();
        array.add(size.columns());
        array.add(size.rows());
        return array;
    }

    private void resize(Size size) throws IOException {
        JsonObject line = new JsonObject();
        line.add(SIZE, array(size));
        client.send(line);
    }

    private int converse() throws BadInput, ControlClient.Failed {
        Thread typing = new Thread(null, this::type, "standard input", 0, false);
        typing.setDaemon(true);
        return client.ask(request, this::show, typing::start);
    }

    private void type() {
        byte[] part = new byte[CHUNK];
        try (FileInputStream in = new FileInputStream(FileDescriptor.in)) {
            for (int count = in.read(part); count >= 0; count = in.read(part)) {
                JsonObject line = new JsonObject();
                line.addProperty("in", Base64.getEncoder().encodeToString(Arrays.copyOf(part, count)));
                client.send(line);
            }
            JsonObject last = new JsonObject();
            last.addProperty("eof", true);
            client.send(last);
        } catch (IOException e) {
            // The session has ended, or there is no input: its end says the rest.
        }
    }

    private void show(JsonObject line) {
        boolean toOut = line.has("out");
        try {
            OutputStream to = toOut ? out : err;
            to.write(Base64.getDecoder().decode(line.get(toOut ? "out" : "err").getAsString()));
        } catch (IOException e) {
            // Nobody reads what it writes: it is to find out.
            client.close();
        }
    }
}
