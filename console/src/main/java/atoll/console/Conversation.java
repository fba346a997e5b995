package atoll.console;

import atoll.contract.CallFailed;
import atoll.contract.control.Control;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** One request of a page, and its answer, which a thread of its own passes on line by line. */
final class Conversation {
    private static final int NONE = -1;

    final int number;
    private final Control system;
    private final Channel channel;

    // Guarded by this.
    private int connection = NONE;
    private boolean closed;

    Conversation(int number, Control system, Channel channel) {
        this.number = number;
        this.system = system;
        this.channel = channel;
    }

    /** Asks. It waits for the system no longer than the calling thread may take. */
    void start(Envelope ask) throws InterruptedException {
        try {
            int opened = Verb.open(system, ask.verb());
            synchronized (this) {
                connection = opened;
            }
            write(opened, ask.body());
            Thread.ofVirtual().name("conversation " + number).start(() -> passOn(opened));
        } catch (IOException | CallFailed e) {
            fail(e);
        }
        synchronized (this) {
            if (!closed) {
                return;
            }
        }
        // It was closed before it had a connection.
        end();
    }

    private void write(int opened, String line) throws IOException {
        byte[] bytes = line.concat("\n").getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; at += Control.MOST) {
            byte[] part = new byte[Math.min(Control.MOST, bytes.length - at)];
            System.arraycopy(bytes, at, part, 0, part.length);
            system.write(opened, part);
        }
    }

    private void passOn(int opened) {
        try {
            Lines lines = new Lines(system, opened);
            for (String next = lines.next(); next != null; next = lines.next()) {
                channel.put("{\"c\":" + number + ",\"line\":" + next + "}");
            }
            finish();
        } catch (IOException | CallFailed e) {
            fail(e);
        } catch (InterruptedException e) {
            end();
        }
    }

    /** Says more, if it is under way. */
    void tell(String line) throws InterruptedException {
        int opened;
        synchronized (this) {
            opened = connection;
        }
        if (opened == NONE) {
            return;
        }
        try {
            write(opened, line);
        } catch (IOException | CallFailed e) {
            // It is over, which the other direction says, or takes nothing for so long that it is to be.
            close();
        }
    }

    private void fail(Exception why) {
        synchronized (this) {
            if (closed) {
                end();
                return;
            }
        }
        try {
            channel.put("{\"c\":" + number + ",\"line\":{\"error\":" + Json.quoted(String.valueOf(why.getMessage()))
                    + ",\"end\":2}}");
            finish();
        } catch (IOException | InterruptedException e) {
            end();
        }
    }

    /** The number can be used again when the page hears of it. */
    private void finish() throws IOException, InterruptedException {
        end();
        channel.put("{\"c\":" + number + ",\"over\":true}");
    }

    /** Whatever it is doing. */
    void close() {
        synchronized (this) {
            closed = true;
        }
        end();
    }

    private void end() {
        int opened;
        synchronized (this) {
            opened = connection;
            connection = NONE;
        }
        channel.over(this);
        if (opened != NONE) {
            try {
                system.close(opened);
            } catch (CallFailed e) {
                // Nobody is there, and so nothing is under way.
            }
        }
    }
}
