package atoll.userland;

import atoll.contract.process.ProcessList;
import atoll.contract.process.ProcessView;
import java.io.Console;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** The processes by the processor time that they use, again and again. */
public final class Top extends Tool {
    static final String OPTIONS = "b d: n:";

    private static final String HOME_AND_CLEAR = "\u001b[H\u001b[J";
    private static final int ROWS = 24;
    private static final double USUAL_SECONDS = 2;

    private final Map<Integer, Long> before = new HashMap<>();
    private long beforeNanos = System.nanoTime();

    private Top() {
        super("top");
    }

    public static void main(String[] args) {
        new Top().start(args);
    }

    @Override
    void run(String[] args) throws IOException {
        Options options = new Options(this, OPTIONS, args);
        ProcessList list = Processes.list();
        long millis = (long) (seconds(options) * 1000);
        long rounds = options.has("n") ? Count.of(options.value("n", "")) : Long.MAX_VALUE;
        if (rounds < 0) {
            throw Usage.of("invalid number of rounds " + Text.quoted(options.value("n", "")));
        }
        Console console = options.has("b") ? null : System.console();
        boolean shown = console != null && console.isTerminal();
        AtomicBoolean ended = new AtomicBoolean();
        Thread keys = shown ? awaitQuit(ended) : Thread.currentThread();
        for (long round = 0; round < rounds && !ended.get(); round++) {
            if (round > 0 && !pause(keys, shown, millis)) {
                break;
            }
            show(list, shown);
        }
        if (shown) {
            // The thread that reads keys would keep the process.
            out.flush();
            System.exit(0);
        }
    }

    private static double seconds(Options options) {
        try {
            double seconds = options.has("d") ? Double.parseDouble(options.value("d", "")) : USUAL_SECONDS;
            if (seconds >= 0 && seconds < Integer.MAX_VALUE) {
                return seconds;
            }
        } catch (NumberFormatException e) {
            throw Usage.of("invalid delay " + Text.quoted(options.value("d", "")));
        }
        throw Usage.of("invalid delay " + Text.quoted(options.value("d", "")));
    }

    private Thread awaitQuit(AtomicBoolean ended) {
        Thread keys = new Thread(() -> {
            try {
                Input in = Input.standard(new Output());
                boolean more = true;
                while (more) {
                    more = in.line((byte) '\n') && !(in.end > in.start && in.buffer[in.start] == 'q');
                }
            } catch (IOException e) {
                complain(e);
            }
            ended.set(true);
        });
        keys.setDaemon(true);
        keys.start();
        return keys;
    }

    private void complain(IOException why) {
        try {
            complain(Failure.of(why));
        } catch (Output.Broken e) {
            status = 1;
        }
    }

    /** Whether it goes on. */
    private static boolean pause(Thread keys, boolean shown, long millis) {
        try {
            if (shown) {
                keys.join(Math.max(1, millis));
                return keys.isAlive();
            }
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private record Used(ProcessView view, double share) {}

    private void show(ProcessList list, boolean shown) throws IOException {
        long now = System.nanoTime();
        List<ProcessView> views = Processes.all(list);
        List<Used> used = new ArrayList<>();
        int threads = 0;
        for (ProcessView view : views) {
            long last = before.getOrDefault(view.pid(), 0L);
            used.add(new Used(view, (view.cpuNanos() - last) * 100.0 / Math.max(1, now - beforeNanos)));
            threads += view.threads();
        }
        before.clear();
        for (ProcessView view : views) {
            before.put(view.pid(), view.cpuNanos());
        }
        beforeNanos = now;
        used.sort((a, b) -> Double.compare(b.share, a.share));
        String end = shown ? "\u001b[K\n" : "\n";
        out.print(shown ? HOME_AND_CLEAR : "");
        out.print(views.size() + " processes, " + threads + " threads" + (shown ? "; q and Enter end this" : "") + end
                + end);
        Table table = new Table(">PID", "STATE", ">THR", ">%CPU", ">CPU", ">ALLOC", ">REGIONS", ">RESTARTS", "NAME");
        for (Used each : used) {
            ProcessView view = each.view;
            table.add(
                    Integer.toString(view.pid()),
                    view.state(),
                    Integer.toString(view.threads()),
                    String.format(Locale.ROOT, "%.1f", each.share),
                    Processes.time(view.cpuNanos()),
                    Count.human(view.allocated()),
                    Count.human(view.regions()),
                    Processes.restarts(view),
                    Processes.name(view));
        }
        table.print(out, shown ? ROWS - 3 : Integer.MAX_VALUE, end);
        out.print(shown ? "" : "\n");
        out.flush();
    }
}
