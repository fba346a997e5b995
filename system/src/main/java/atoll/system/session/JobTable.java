package atoll.system.session;

import atoll.contract.process.LaunchFault;
import atoll.contract.process.Launched;
import atoll.kernel.Process;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The processes that one launcher has started: those that live, and how the last of the others have ended. */
final class JobTable {
    private static final int MOST_LIVING = 200;
    private static final int MOST_ENDED = 1_000;

    /** An hour: who waits longer asks again. */
    private static final long MOST_MILLIS = 3_600_000;

    // Guarded by this.
    private final Map<Integer, Process> living = new HashMap<>();
    private final Map<Integer, Integer> ended = new LinkedHashMap<>();
    private int starting;
    private boolean closed;

    /** Has room for one more; it is to be {@link #add}ed or {@link #forgo}ne. */
    synchronized void reserve() throws IOException {
        if (closed) {
            throw LaunchFault.TOO_MANY.because("the session ends");
        }
        if (living.size() + starting >= MOST_LIVING) {
            throw LaunchFault.TOO_MANY.because("the session has " + MOST_LIVING + " processes");
        }
        starting++;
    }

    synchronized void forgo() {
        starting--;
        notifyAll();
    }

    /** Not started yet. One of a session that has ended meanwhile is killed. */
    @SuppressWarnings("FutureReturnValueIgnored") // a death cannot fail
    void add(Process process, Runnable released) {
        boolean late;
        synchronized (this) {
            starting--;
            living.put(process.id(), process);
            late = closed;
        }
        process.death().thenAccept(notice -> {
            released.run();
            end(process.id(), notice.status().code());
        });
        if (late) {
            process.kill();
        }
    }

    private synchronized void end(int pid, int code) {
        living.remove(pid);
        ended.put(pid, code);
        if (ended.size() > MOST_ENDED) {
            Iterator<Integer> first = ended.keySet().iterator();
            first.next();
            first.remove();
        }
        notifyAll();
    }

    synchronized @Nullable Process living(int pid) {
        return living.get(pid);
    }

    synchronized @Nullable Launched await(int pid, long millis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Math.clamp(millis, 0, MOST_MILLIS));
        while (living.containsKey(pid)) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return new Launched(pid, null);
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        Integer code = ended.get(pid);
        return code == null ? null : new Launched(pid, code);
    }

    synchronized void awaitNone() throws InterruptedException {
        while (!living.isEmpty() || starting > 0) {
            wait();
        }
    }

    /** Kills all, and admits no more. */
    void close() {
        List<Process> all;
        synchronized (this) {
            closed = true;
            all = new ArrayList<>(living.values());
        }
        all.forEach(Process::kill);
    }
}
