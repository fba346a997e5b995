package atoll.system;

import atoll.contract.terminal.Size;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The host's terminal that this JVM has as its standard input and output, set by {@code stty}: Java has no call for it. What is set is
 * put back by {@link #close}, and otherwise when the JVM ends, unless it is killed outright.
 */
public final class Tty {
    private final String saved;
    private final Thread hook = new Thread(this::close, "terminal as it was");

    // Guarded by this.
    private boolean changed;
    private boolean closed;

    private Tty(String saved) {
        this.saved = saved;
    }

    /** {@link BadInput} when standard input and output are not both a terminal, or there is no {@code stty}. */
    public static Tty standard() throws BadInput {
        try {
            Process test = new ProcessBuilder("sh", "-c", "test -t 0 && test -t 1")
                    .inheritIO()
                    .start();
            if (test.waitFor() != 0) {
                throw new BadInput("-t: standard input and output are not a terminal");
            }
            return new Tty(stty("-g"));
        } catch (IOException e) {
            throw new BadInput("-t: the terminal cannot be set", e);
        } catch (InterruptedException e) {
            throw new BadInput("-t: interrupted", e);
        }
    }

    /** What it says in one line. Its standard input is what it is about. */
    private static String stty(String... words) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of(words));
        command.addFirst("stty");
        Process stty = new ProcessBuilder(command)
                .redirectInput(Redirect.INHERIT)
                .redirectErrorStream(true)
                .start();
        String said;
        try (InputStream out = stty.getInputStream()) {
            said = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
        if (stty.waitFor() != 0) {
            throw new IOException(said);
        }
        return said;
    }

    /** From now on nothing is echoed or edited, and what is typed waits to be read; ^C and ^Z are the host's still. */
    void quiet() throws IOException, InterruptedException {
        set("raw", "-echo", "-iexten", "isig", "opost");
    }

    /** From now on each key comes as it is typed, and what is written goes as it is. */
    public void raw() throws IOException, InterruptedException {
        set("raw", "-echo", "-iexten");
    }

    /** Nothing once it is closed. */
    private synchronized void set(String... words) throws IOException, InterruptedException {
        if (closed) {
            return;
        }
        if (!changed) {
            Runtime.getRuntime().addShutdownHook(hook);
            changed = true;
        }
        stty(words);
    }

    /** As it was before. */
    synchronized void putBack() {
        if (!changed) {
            return;
        }
        try {
            stty(saved);
        } catch (IOException e) {
            // It is hung up: there is nothing to put back.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** As it was before, for good. */
    public synchronized void close() {
        putBack();
        closed = true;
        if (changed) {
            changed = false;
            forget();
        }
    }

    private void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM ends: this is the hook, or it finds nothing to do.
        }
    }

    /** 0 columns and rows when it does not know. */
    public static Size size() throws InterruptedException {
        try {
            String[] words = stty("size").split(" ", -1);
            return words.length == 2
                    ? new Size(Integer.parseInt(words[1]), Integer.parseInt(words[0]))
                    : new Size(0, 0);
        } catch (IOException | IllegalArgumentException e) {
            return new Size(0, 0);
        }
    }

    /** Stops this JVM and the rest of its job, as ^Z does; returns when the shell lets it go on, at once if nobody could. */
    static void stop() throws IOException, InterruptedException {
        // The shell stops with it, so that nothing is done here before.
        new ProcessBuilder("sh", "-c", "kill -TSTP 0").inheritIO().start().waitFor();
    }
}
