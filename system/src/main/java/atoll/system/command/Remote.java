package atoll.system.command;

import atoll.contract.terminal.Size;
import atoll.system.BadInput;
import atoll.system.Signals;
import atoll.system.Tty;
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
import java.util.concurrent.Semaphore;

/** A session of a running system, with the streams of this JVM. */
final class Remote {
    private static final int CHUNK = 8_192;

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

    static boolean hasTerminal() {
        try {
            Tty.standard();
            return true;
        } catch (BadInput e) {
            return false;
        }
    }

    int streams() throws BadInput, ControlClient.Failed {
        return converse();
    }

    int terminal() throws BadInput, ControlClient.Failed, IOException, InterruptedException {
        Tty tty = Tty.standard();
        request.addProperty("terminal", Objects.requireNonNullElse(System.getenv("TERM"), "dumb"));
        request.add("size", size());
        // By one thread: each handler of a signal has a thread of its own.
        Semaphore resized = new Semaphore(0);
        Thread resizing = new Thread(null, () -> resize(resized), "terminal resized", 0, false);
        resizing.setDaemon(true);
        resizing.start();
        Signals.on("WINCH", number -> resized.release());
        Signals.on("CONT", number -> {
            raw(tty);
            resized.release();
        });
        tty.raw();
        try {
            return converse();
        } finally {
            resizing.interrupt();
            tty.close();
        }
    }

    private static void raw(Tty tty) {
        try {
            tty.raw();
        } catch (IOException e) {
            // It is hung up: who reads it will find out.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static JsonArray size() throws InterruptedException {
        Size size = Tty.size();
        JsonArray array = new JsonArray();
        array.add(size.columns());
        array.add(size.rows());
        return array;
    }

    private void resize(Semaphore resized) {
        try {
            while (true) {
                resized.acquire();
                resized.drainPermits();
                JsonObject line = new JsonObject();
                line.add("size", size());
                client.send(line);
            }
        } catch (InterruptedException | IOException e) {
            // The end of it.
        }
    }

    private int converse() throws BadInput, ControlClient.Failed {
        Thread typing = new Thread(null, this::type, "standard input", 0, false);
        typing.setDaemon(true);
        return client.ask(request, line -> show(line), typing::start);
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
