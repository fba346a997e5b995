package atoll.shell.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The jobs of one shell that are in the background or stopped. */
public final class Jobs {
    private static final int KEPT = 100;
    /** Numbers from here on are of jobs that have no process of their own. */
    private static final int MADE_UP = 1 << 30;

    private static final AtomicInteger MADE = new AtomicInteger(MADE_UP);

    private final List<Job> all = new ArrayList<>();
    /** What has ended and nobody has asked for yet. */
    private final Map<Integer, Integer> statuses = new HashMap<>();

    static int makePid() {
        return MADE.getAndIncrement();
    }

    synchronized void add(Job job) {
        int number = 1;
        for (Job one : all) {
            number = Math.max(number, one.number() + 1);
        }
        job.setNumber(number);
        all.add(job);
    }

    public synchronized void remove(Job job) {
        all.remove(job);
    }

    public synchronized List<Job> all() {
        return List.copyOf(all);
    }

    /** Those that have ended, which are jobs no more; their statuses are kept. */
    public synchronized List<Job> takeDone() {
        List<Job> done = new ArrayList<>();
        for (Job job : List.copyOf(all)) {
            if (job.isDone()) {
                done.add(job);
                all.remove(job);
                if (statuses.size() < KEPT) {
                    statuses.put(job.pid(), job.status());
                }
            }
        }
        return done;
    }

    public synchronized @Nullable Integer takeStatus(int pid) {
        return statuses.remove(pid);
    }

    public synchronized void forgetStatuses() {
        statuses.clear();
    }

    /** By {@code %1}, {@code %%}, {@code %+}, {@code %-}, the beginning of its text, or the number of a process. */
    public synchronized @Nullable Job find(String name) {
        if (name.startsWith("%")) {
            return named(name.substring(1));
        }
        for (Job job : all) {
            if (Integer.toString(job.pid()).equals(name)) {
                return job;
            }
        }
        return null;
    }

    private @Nullable Job named(String name) {
        if (name.isEmpty() || name.equals("%") || name.equals("+")) {
            return all.isEmpty() ? null : all.getLast();
        }
        if (name.equals("-")) {
            return all.size() < 2 ? null : all.get(all.size() - 2);
        }
        for (Job job : all) {
            if (Integer.toString(job.number()).equals(name) || job.text.startsWith(name)) {
                return job;
            }
        }
        return null;
    }

    /** A line about a job. */
    public static String line(Job job) {
        String state;
        if (job.isStopped()) {
            state = "Stopped";
        } else if (!job.isDone()) {
            state = "Running";
        } else {
            state = job.status() == 0 ? "Done" : "Done(" + job.status() + ")";
        }
        return "[" + job.number() + "] " + state + " ".repeat(Math.max(1, 12 - state.length())) + job.text;
    }
}
