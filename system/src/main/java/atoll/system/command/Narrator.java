package atoll.system.command;

import atoll.system.up.Happening;
import atoll.system.up.LogBook;
import atoll.system.up.RunningSystem;
import atoll.system.up.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Tells on standard output what happens in a system. On a thread of its own: a terminal that stands still holds nothing up. */
final class Narrator {
    private static final int MOST = 10_000;
    private static final long STEP_MILLIS = 50;

    /** What is left to say after the end is said for so long. */
    private static final long LAST_SECONDS = 2;

    private final BlockingQueue<Happening> heard = new LinkedBlockingQueue<>(MOST);
    private volatile RunningSystem.@Nullable Ended over;
    private @Nullable Thread teller;

    /** What nobody reads for long is left out. */
    void hear(Happening happening) {
        heard.offer(happening);
    }

    void start(RunningSystem system, boolean logs) {
        LogBook.@Nullable Reader reader = logs ? system.book().reader(List.of()) : null;
        Thread thread = new Thread(null, () -> tell(system, reader), "narrator", 0, false);
        thread.setDaemon(true);
        thread.start();
        teller = thread;
    }

    private void tell(RunningSystem system, LogBook.@Nullable Reader reader) {
        boolean settled = false;
        try {
            while (true) {
                RunningSystem.Ended last = over;
                Happening next = heard.poll(STEP_MILLIS, TimeUnit.MILLISECONDS);
                while (next != null) {
                    System.out.println(line(next));
                    next = heard.poll();
                }
                if (reader != null) {
                    reader.next()
                            .forEach(l -> System.out.println(
                                    LogsCommand.text(l.atMillis(), l.process(), l.stream(), l.text())));
                }
                if (!settled && system.settled().isDone()) {
                    settled = true;
                    settled(system);
                }
                if (last != null) {
                    String name = system.definition().name();
                    System.out.println(last.well() ? name + " has ended" : name + " failed: " + last.why());
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String line(Happening happening) {
        return Shown.time(happening.atMillis()) + " " + happening.process() + " " + happening.what();
    }

    private static void settled(RunningSystem system) throws InterruptedException {
        try {
            List<Status> statuses = system.settled().get();
            double seconds = (System.currentTimeMillis() - startMillis()) / 1e3;
            List<String> lost = new ArrayList<>();
            for (Status status : statuses) {
                if (status.isLost()) {
                    lost.add(status.name() + " " + status.state() + " (" + status.cause() + ")");
                }
            }
            String name = system.definition().name();
            String line = lost.isEmpty()
                    ? String.format(Locale.ROOT, "%s is ready after %.2f s", name, seconds)
                    : name + " is not complete: " + String.join("; ", lost);
            System.out.println(line);
            String addresses = UpCommand.addresses(system);
            Background.tell(lost.isEmpty(), addresses.isEmpty() ? line : line + "\n" + addresses);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** When this JVM was started. */
    private static long startMillis() {
        return ProcessHandle.current()
                .info()
                .startInstant()
                .map(java.time.Instant::toEpochMilli)
                .orElse(System.currentTimeMillis());
    }

    /** Returns when the end has been told. */
    void end(RunningSystem.Ended ended) throws InterruptedException {
        over = ended;
        if (teller != null) {
            teller.join(TimeUnit.SECONDS.toMillis(LAST_SECONDS));
        }
    }
}
