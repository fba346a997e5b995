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
import java.io.InputStream;
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
    private final InputStream keys = new FileInputStream(FileDescriptor.in);
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
        try {
            sendKeys();
            JsonObject last = new JsonObject();
            last.addProperty("eof", true);
            client.send(last);
        } catch (IOException e) {
            // The session has ended: its end says the rest.
        }
    }

    private void sendKeys() throws IOException {
        byte[] part = new byte[CHUNK];
        for (int count = read(part); count >= 0; count = read(part)) {
            JsonObject line = new JsonObject();
            line.addProperty("in", Base64.getEncoder().encodeToString(Arrays.copyOf(part, count)));
            client.send(line);
        }
    }

    /** Negative: there is no more, also where it cannot be read, as a terminal that was hung up (EIO). */
    private int read(byte[] part) {
        try {
            return keys.read(part);
        } catch (IOException e) {
            return -1;
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
