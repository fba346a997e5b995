package atoll.system.service;

import atoll.contract.process.Child;
import atoll.contract.process.Ending;
import atoll.contract.process.Event;
import atoll.kernel.DeathNotice;
import atoll.kernel.Endpoint;
import atoll.kernel.ExitStatus;
import atoll.kernel.Process;
import atoll.kernel.ProcessState;
import atoll.linker.StackPeek;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.system.Atoll;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A service and its processes, one after the other. */
final class Entry {
    /** Exit status of one that was asked to exit, as a shell reports SIGTERM. */
    private static final int TERMINATED = 143;

    private static final int MOST_THREADS = 20;
    private static final int MOST_FRAMES = 30;

    final Service service;

    private final EventLog log;
    private final Atoll atoll;
    private final Grants grants;
    private final List<Endpoint<?>> served;
    private final Executor spares;

    /** Written under this. */
    private volatile @Nullable Run run;

    // Guarded by this.
    private Maker maker;
    private int pid;
    private int starts;
    private int failures;
    private int code;
    private String retired = "";

    /** {@code grants}: those of the service, and what the system adds. */
    Entry(Atoll atoll, Service service, Grants grants, EventLog log, Executor spares) {
        this.service = service;
        this.log = log;
        this.spares = spares;
        this.maker = new Maker(atoll, service.program, grants, service.streams, service.ownStreams);
        this.atoll = atoll;
        this.grants = grants;
        this.served = grants.served();
        if (served.size() > Long.SIZE) {
            throw new IllegalArgumentException(service.name + " is to serve more than 64 endpoints");
        }
    }

    /** From now on it hears who serves: nobody else does, of what it serves. */
    void attach() {
        for (int i = 0; i < served.size(); i++) {
            int number = i;
            served.get(i).whenServed(process -> serves(process, number));
        }
    }

    /** On a thread of the process. */
    private void serves(Process process, int endpoint) {
        Run now = run;
        if (now != null && now.process == process && now.serves(endpoint)) {
            log.ring();
        }
    }

    /** Tells once that the service is ready. */
    synchronized void look() {
        Run now = run;
        if (now != null && !now.told && now.isReady()) {
            now.told = true;
            now.readyNanos = System.nanoTime();
            failures = 0;
            int id = now.process.id();
            log.add(number -> new Event.Ready(number, service.name, id));
            if (service.spare && retired.isEmpty()) {
                spares.execute(this::keepSpare);
            }
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    synchronized int start() {
        Run now = run;
        if (!retired.isEmpty()) {
            return 0;
        }
        if (now != null && !now.dead) {
            return now.process.id();
        }
        starts++;
        code = 0;
        try {
            Run made = maker.next();
            run = made;
            pid = made.process.id();
            made.process.death().whenComplete((notice, none) -> died(made, notice));
            made.go();
        } catch (IOException | RuntimeException e) {
            run = null;
            pid = -starts;
            failures++;
            int id = pid;
            String why = "no process can be made: " + e.getMessage();
            log.add(number -> new Event.Died(number, service.name, id, false, false, 0, Ending.NOT_MADE, 1, why, ""));
        }
        return pid;
    }

    private void keepSpare() {
        Run now = run;
        Maker current;
        synchronized (this) {
            current = maker;
        }
        if (now != null) {
            current.keep(now.process);
        }
    }

    // -- another program

    Maker makerOf(Program program) {
        return new Maker(atoll, program, grants, service.streams, service.ownStreams);
    }

    List<Endpoint<?>> served() {
        return served;
    }

    /** From now on its processes are made by that one, and the present one ends; returns who made them before. */
    synchronized Maker replace(Maker next) {
        Maker before = maker;
        maker = next;
        Run now = run;
        if (now != null && !now.dead) {
            now.asked = true;
            if (service.spec().shutdownMillis() > 0) {
                now.process.terminate(TERMINATED);
            } else {
                now.process.kill();
            }
        }
        return before;
    }

    /** What became of the first process after number {@code before}: READY, FAILED, or null when that is open. */
    synchronized @Nullable Outcome outcome(int before) {
        look();
        Run now = run;
        if (pid == before) {
            return null;
        }
        if (now == null || now.dead) {
            return Outcome.FAILED;
        }
        return now.told ? Outcome.READY : null;
    }

    enum Outcome {
        READY,
        FAILED
    }

    private synchronized void died(Run dead, DeathNotice notice) {
        look();
        dead.dead = true;
        dead.closeStreams();
        code = notice.status().code();
        boolean killed = notice.status().cause() == ExitStatus.Cause.KILLED;
        String why = !dead.why.isEmpty()
                ? dead.why
                : killed ? "killed" : "exited with status " + notice.status().code();
        String words = dead.stacks.isEmpty() ? dead.words.text() : dead.stacks;
        boolean ready = dead.told;
        failures = ready ? 0 : failures + 1;
        // One that cannot be made is the supervisor's to try again.
        int next = dead.armed && ready && !dead.asked ? Math.max(0, start()) : 0;
        log.add(number -> new Event.Died(
                number,
                service.name,
                notice.id(),
                ready,
                dead.asked,
                next,
                killed ? Ending.KILLED : Ending.EXITED,
                notice.status().code(),
                why,
                words));
    }

    private @Nullable Run living(int id) {
        Run now = run;
        return now != null && !now.dead && now.process.id() == id ? now : null;
    }

    synchronized void arm(int id) {
        Run now = living(id);
        if (now != null) {
            now.armed = true;
        }
    }

    synchronized void terminate(int id) {
        Run now = living(id);
        if (now != null) {
            now.asked = true;
            now.process.terminate(TERMINATED);
        }
    }

    synchronized void end(int id) {
        Run now = living(id);
        if (now != null) {
            now.asked = true;
            now.process.kill();
        }
    }

    synchronized void kill(int id, String why) {
        Run now = living(id);
        if (now != null) {
            now.why = why;
            now.stacks = stacks(now.process);
            now.process.kill();
        }
    }

    private static String stacks(Process process) {
        StringBuilder text = new StringBuilder();
        int threads = 0;
        for (Thread thread : process.threadsInside()) {
            if (threads++ == MOST_THREADS) {
                break;
            }
            text.append('"').append(thread.getName()).append("\"\n");
            int frames = 0;
            for (StackTraceElement frame : StackPeek.of(thread)) {
                if (frames++ == MOST_FRAMES) {
                    break;
                }
                text.append("\tat ").append(frame).append('\n');
            }
        }
        return text.toString();
    }

    synchronized void retire(String why) {
        retired = why;
        if (!why.isEmpty()) {
            maker.drop();
        }
    }

    /** It is not started any more, and has no spare. */
    synchronized void close() {
        retired = retired.isEmpty() ? "closed" : retired;
        maker.close();
    }

    /** It is not started any more, and its process ends; returns when that is dead. */
    void leave() throws InterruptedException {
        Run last;
        synchronized (this) {
            close();
            last = run;
            if (last == null || last.dead) {
                return;
            }
            last.asked = true;
        }
        long patience = service.spec().shutdownMillis();
        if (patience > 0) {
            last.process.terminate(TERMINATED);
            try {
                last.process.death().get(patience, TimeUnit.MILLISECONDS);
            } catch (TimeoutException | ExecutionException e) {
                // It is killed now.
            }
        }
        last.process.kill();
        last.process.waitFor();
    }

    synchronized Child now() {
        look();
        Run now = run;
        boolean alive = now != null && !now.dead || log.holdsDeath(service.name, pid);
        boolean ready = now != null && now.told;
        return new Child(service.name, pid, alive, ready, starts, failures, code, retired);
    }

    /** How many processes it has had up to this one; 0 when that is none of its own, or not the last. */
    synchronized int startsOf(int id) {
        return pid == id ? starts : 0;
    }

    /** How long its present process took to be ready, in nanoseconds; -1 when it is not. */
    synchronized long readyAfter() {
        Run now = run;
        return now == null || !now.told ? -1 : now.readyNanos - now.startedNanos;
    }

    /** The living process; null when there is none. */
    @Nullable Process process() {
        Run now = run;
        return now == null || now.process.state() == ProcessState.DEAD ? null : now.process;
    }
}
