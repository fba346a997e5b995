package atoll.system.trace;

import atoll.kernel.CallWatch;
import atoll.kernel.Endpoint;
import atoll.kernel.Process;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls to one endpoint by who makes them. Told on threads of processes, which may be killed between any two of these writes and have
 * little stack: so there are no locks, nothing is allocated, and a call that is half counted is all that can be wrong.
 */
final class CallCounter implements CallWatch {
    /** Callers that are told apart. The calls of more than these are the first row's, whose caller is not known. */
    static final int ROWS = 128;

    private static final int WIDTH = 4;
    private static final int CALLER = 0;
    private static final int COUNT = 1;
    private static final int FAILED = 2;
    private static final int NANOS = 3;

    /** Rows, by open addressing: the caller's number, never taken back, and sums. The first row's is 0. */
    private final AtomicLongArray rows = new AtomicLongArray(ROWS * WIDTH);

    @Override
    public void called(
            Endpoint<?> endpoint,
            String method,
            @Nullable Process caller,
            long begun,
            long nanos,
            @Nullable String thrown) {
        int row = row(caller == null ? 0 : caller.id());
        rows.getAndIncrement(row + COUNT);
        rows.getAndAdd(row + NANOS, nanos);
        if (thrown != null) {
            rows.getAndIncrement(row + FAILED);
        }
    }

    private int row(int pid) {
        if (pid == 0) {
            return 0;
        }
        for (int i = 0; i < ROWS - 1; i++) {
            int row = (1 + (pid + i) % (ROWS - 1)) * WIDTH;
            long has = rows.get(row + CALLER);
            if (has == pid || has == 0 && (rows.compareAndSet(row + CALLER, 0, pid) || rows.get(row + CALLER) == pid)) {
                return row;
            }
        }
        return 0;
    }

    /** Whether it soon cannot tell more callers apart. */
    boolean isFull() {
        int callers = 0;
        for (int row = WIDTH; row < ROWS * WIDTH; row += WIDTH) {
            callers += rows.get(row + CALLER) == 0 ? 0 : 1;
        }
        return callers > ROWS / 2;
    }

    /** What was counted so far, for each who called. */
    void forEach(Each told) {
        for (int row = 0; row < ROWS * WIDTH; row += WIDTH) {
            long count = rows.get(row + COUNT);
            if (count > 0) {
                told.counted(
                        (int) rows.get(row + CALLER),
                        new CallSum(count, rows.get(row + FAILED), rows.get(row + NANOS)));
            }
        }
    }

    /** Hears of one caller; 0: the host, or not known. */
    interface Each {
        void counted(int caller, CallSum sum);
    }
}
