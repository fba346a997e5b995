package atoll.shell.run;

import atoll.contract.process.Launcher;
import atoll.contract.process.ProcessSignal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands that are run, stopped and ended together: processes, and threads of the shell. */
public final class Job {
    public final String text;
    private final @Nullable Launcher launcher;
    /** Guarded by this, as all below. */
    private final List<Integer> pids = new ArrayList<>();

    private final List<Thread> threads = new ArrayList<>();
    private int running;
    private int status;
    private int pid;
    private boolean begun;
    private boolean stopped;
    private @Nullable ProcessSignal told;
    /** Its number among the jobs of its shell; 0 when it is none of them. */
    private int number;

    private boolean background;

    Job(String text, @Nullable Launcher launcher) {
        this.text = text;
        this.launcher = launcher;
    }

    public synchronized int number() {
        return number;
    }

    synchronized void setNumber(int value) {
        number = value;
    }

    /** Nobody waits for it. */
    synchronized void setBackground() {
        background = true;
    }

    synchronized boolean isBackground() {
        return background;
    }

    /** Adds what runs some of it, before that is started. */
    synchronized void running(Thread thread) {
        threads.add(thread);
        running++;
    }

    synchronized void done(int with) {
        status = with;
        doneQuietly();
    }

    /** Of a stage that is not the last. */
    synchronized void doneQuietly() {
        running--;
        begun = true;
        notifyAll();
    }

    public synchronized boolean isDone() {
        return running <= 0;
    }

    public synchronized boolean isStopped() {
        return stopped && running > 0;
    }

    public synchronized int status() {
        return status;
    }

    synchronized void started(int process) {
        pids.add(process);
        if (pid == 0) {
            pid = process;
        }
        begun();
        if (told != null) {
            signal(process, told);
        } else if (stopped) {
            signal(process, ProcessSignal.STOP);
        }
    }

    /** What it runs first is known, or is no process. */
    synchronized void begun() {
        begun = true;
        notifyAll();
    }

    synchronized void processEnded(int process) {
        pids.remove(/* element */ (Integer) process);
    }

    synchronized int awaitBegun() throws InterruptedException {
        while (!begun) {
            wait();
        }
        return pid;
    }

    public synchronized int pid() {
        return pid;
    }

    synchronized void setPid(int made) {
        pid = made;
    }

    private void signal(int process, ProcessSignal signal) {
        if (launcher != null) {
            launcher.signal(process, signal);
        }
    }

    /** Does it to all of it. */
    public void signal(ProcessSignal signal) {
        List<Integer> processes;
        List<Thread> waiting = List.of();
        synchronized (this) {
            processes = List.copyOf(pids);
            if (signal == ProcessSignal.STOP) {
                stopped = true;
            } else if (signal == ProcessSignal.CONT) {
                stopped = false;
            } else {
                told = signal;
                waiting = List.copyOf(threads);
                if (stopped && signal != ProcessSignal.KILL) {
                    for (int process : processes) {
                        signal(process, ProcessSignal.CONT);
                    }
                }
                stopped = false;
            }
            notifyAll();
        }
        for (int process : processes) {
            signal(process, signal);
        }
        for (Thread thread : waiting) {
            thread.interrupt();
        }
    }

    /** Whether it was told to end. */
    public synchronized boolean isTold() {
        return told != null;
    }

    /** For commands of it: they wait while it is stopped, and leave when it is to end. */
    synchronized void check() {
        while (stopped && told == null) {
            try {
                wait();
            } catch (InterruptedException e) {
                break;
            }
        }
        if (told != null) {
            throw new Leave(Leave.Kind.EXIT, told.status());
        }
    }

    /** Waits until it is done or stopped. */
    public synchronized void await() throws InterruptedException {
        while (running > 0 && !stopped) {
            wait();
        }
    }

    /** As {@link #await}. Who interrupts this thread tells the job as well, which may take its time. */
    synchronized void awaitThrough() {
        while (running > 0 && !stopped) {
            try {
                wait();
            } catch (InterruptedException e) {
                // It was told.
            }
        }
    }

    public synchronized void awaitDone() throws InterruptedException {
        while (running > 0) {
            wait();
        }
    }
}
