package atoll.shell.run;

import java.io.IOException;
import java.io.OutputStream;

/** A stream that was given to the shell, to be written; its terminal; or what keeps the output of commands in a word. */
public final class Sink extends Handle {
    private final OutputStream to;
    private final boolean terminal;
    /** Guarded by this: threads that carry to it what programs write. */
    private int carriers;

    public Sink(OutputStream to, boolean terminal) {
        this.to = to;
        this.terminal = terminal;
    }

    @Override
    boolean isTerminal() {
        return terminal;
    }

    @Override
    void write(byte[] bytes, int length) throws IOException {
        synchronized (to) {
            to.write(bytes, 0, length);
            to.flush();
        }
    }

    synchronized void carried(int more) {
        carriers += more;
        notifyAll();
    }

    /** Waits until nothing more can come. */
    synchronized void awaitCarriers() throws InterruptedException {
        while (carriers > 0) {
            wait();
        }
    }
}
