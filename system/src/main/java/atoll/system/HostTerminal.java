package atoll.system;

import atoll.kernel.SignalCounter;
import atoll.personality.java.Grants;
import atoll.system.service.SessionDriver;
import atoll.system.service.TerminalService;
import atoll.system.service.TerminalService.Bell;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** {@code -t}: the program runs at a session, which the host's terminal drives. */
final class HostTerminal {
    private static final String SESSION = "tty";
    private static final String SERVER = "terminal";

    private static final int HANGUP = 1;
    private static final int INTERRUPT = 2;
    private static final int QUIT = 3;

    /** So long the last output may make no way. */
    private static final long PATIENCE_MILLIS = 5_000;

    // A server that hangs would keep ^C from the program.
    private static final Duration BEAT = Duration.ofSeconds(2);
    private static final Duration BEAT_DEADLINE = Duration.ofSeconds(5);
    private static final int MISSES = 3;

    private final Tty tty;
    private final Signals signals;
    private final TerminalService service;
    private final SessionDriver driver;
    private final List<Thread> watches = new ArrayList<>();
    private final Window window;

    private final FileOutputStream err = new FileOutputStream(FileDescriptor.err);

    /** Adds its server to those {@code beside} the program. */
    HostTerminal(Tty tty, Signals signals, Beside beside) {
        this.tty = tty;
        this.signals = signals;
        service = new TerminalService(beside.atoll(), beside.services()).session(SESSION);
        beside.add(SERVER, service.service(SERVER).heartbeat(BEAT, BEAT_DEADLINE, MISSES));
        driver = new SessionDriver(
                service, SESSION, new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
        window = new Window(tty, driver::resize);
    }

    /** What runs a program to its end, and returns its exit status. */
    interface Course {
        int run() throws IOException, InterruptedException;
    }

    /** Runs a process that is given these grants at the terminal, which is then as it was, with the last output shown. */
    int run(Grants given, Course program) throws IOException, InterruptedException {
        service.attach(SESSION, given);
        try {
            begin();
            return program.run();
        } finally {
            end();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // lost() throws nothing
    private void begin() throws IOException, InterruptedException {
        driver.open(Tty.size());
        driver.lost().thenAccept(this::lost);
        watch(service.bell(SESSION, Bell.INTERRUPT), times -> end(INTERRUPT, times));
        watch(service.bell(SESSION, Bell.QUIT), times -> end(QUIT, times));
        watch(service.bell(SESSION, Bell.SUSPEND), times -> window.suspend());
        window.open();
    }

    private void watch(SignalCounter counter, LongConsumer effect) {
        Thread thread = new Thread(null, () -> go(counter, effect), counter.toString(), 0, false);
        thread.setDaemon(true);
        thread.start();
        watches.add(thread);
    }

    private static void go(SignalCounter counter, LongConsumer effect) {
        try {
            while (true) {
                effect.accept(counter.await());
            }
        } catch (InterruptedException e) {
            // The end: see end().
        }
    }

    private void end(int signal, long times) {
        signals.received(signal);
        if (times > 1) {
            signals.received(signal);
        }
    }

    /** Nobody could end the program by a key any more. */
    private void lost(Exception why) {
        tty.close();
        try {
            err.write(
                    ("atoll: the terminal is lost: " + BadInput.oneLine(why) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // Nobody listens.
        }
        signals.received(HANGUP);
    }

    private void end() throws InterruptedException {
        try {
            driver.finish(PATIENCE_MILLIS);
        } finally {
            watches.forEach(Thread::interrupt);
            window.close();
        }
    }
}
