package atoll.shell.run;

import atoll.contract.process.Launcher;
import atoll.contract.process.ProcessSignal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a shell and all its copies have in common. */
public final class World {
    /** Commands that call others so deep are more than the stack of a thread should hold. */
    static final int DEEPEST = 8000;

    private static final long STACK = 64L << 20;

    private final @Nullable Launcher launcher;
    private final long mostSteps;
    /** Guarded by itself. */
    private final Set<Integer> live = new HashSet<>();

    /** Written with the lock on this. */
    private volatile boolean interrupted;

    /** Guarded by this. */
    private boolean suspended;

    /** Set before anything runs. */
    private boolean interactive;

    private @Nullable Set<String> tools;
    private long steps;
    private int threads;
    /** Written with the lock on this. */
    private volatile @Nullable Job foreground;

    /** @param mostSteps so many commands are run, and then the shell ends */
    public World(@Nullable Launcher launcher, long mostSteps) {
        this.launcher = launcher;
        this.mostSteps = mostSteps;
    }

    public @Nullable Launcher launcher() {
        return launcher;
    }

    /** Somebody types at it, so a job can be stopped, and an error ends no more than the command. */
    public void makeInteractive() {
        interactive = true;
    }

    public boolean isInteractive() {
        return interactive;
    }

    /** The commands that come with the system. */
    public synchronized Set<String> tools() {
        if (tools == null) {
            tools = launcher == null ? Set.of() : new HashSet<>(Arrays.asList(launcher.tools()));
        }
        return tools;
    }

    /** What the first shell runs is dropped at its next step, as by ^C; returns the job in the foreground, which is to be told. */
    public synchronized @Nullable Job interrupt() {
        interrupted = true;
        return foreground;
    }

    /** The job in the foreground, which is to be stopped; if there is none yet, the next one is. */
    public synchronized @Nullable Job suspend() {
        suspended = foreground == null;
        return foreground;
    }

    public boolean isInterrupted() {
        return interrupted;
    }

    /** Forgets what was asked of commands before. */
    public synchronized void clear() {
        interrupted = false;
        suspended = false;
    }

    synchronized void step() {
        if (++steps > mostSteps) {
            throw new Leave(Leave.Kind.EXIT, ShellError.STATUS);
        }
    }

    /** The job that the terminal's keys are meant for. */
    public @Nullable Job foreground() {
        return foreground;
    }

    /** Whoever interrupts or suspends from now on tells the job; who did so before had none, so it is told here. */
    void setForeground(Job job) {
        boolean ends;
        boolean stops;
        synchronized (this) {
            foreground = job;
            ends = interrupted;
            stops = suspended;
            suspended = false;
        }
        if (ends) {
            job.signal(ProcessSignal.INT);
        } else if (stops) {
            job.signal(ProcessSignal.STOP);
        }
    }

    synchronized void clearForeground() {
        foreground = null;
    }

    /** A process runs; null: for the shell itself. */
    void running(int pid, @Nullable Job job) {
        synchronized (live) {
            if (job == null || !job.isBackground()) {
                live.add(pid);
            }
        }
    }

    void ended(int pid) {
        synchronized (live) {
            live.remove(pid);
        }
    }

    /** Tells what runs and is no background job to end. */
    public void endAll(ProcessSignal signal) {
        List<Integer> pids;
        synchronized (live) {
            pids = List.copyOf(live);
        }
        for (int pid : pids) {
            if (launcher != null) {
                launcher.signal(pid, signal);
            }
        }
    }

    /** A thread for commands; the machine may refuse one. */
    Thread thread(Runnable task) {
        int number;
        synchronized (this) {
            number = ++threads;
        }
        Thread thread = new Thread(null, task, "sh " + number, STACK);
        thread.setDaemon(true);
        return thread;
    }

    /** Runs it on a thread with room for deep commands, and waits. */
    public void onOwnThread(Runnable task) throws InterruptedException {
        Thread thread = thread(task);
        thread.setDaemon(false);
        thread.start();
        thread.join();
    }
}
