package atoll.system.trace;

import atoll.kernel.CallWatch;
import atoll.kernel.Endpoint;
import atoll.kernel.Preload;
import atoll.kernel.Process;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/** Lets several watch the calls of one endpoint; with the last of them gone its calls cost what they did. */
public final class Watches {
    // Guarded by this.
    private final IdentityHashMap<Endpoint<?>, CallWatch[]> all = new IdentityHashMap<>();

    /** For the processes of one kernel. */
    public Watches() {
        // Its code runs on threads of processes.
        Preload.beside(Watches.class);
    }

    /** Hears of calls that begin from now on. Not on a thread of a process. */
    public synchronized void add(Endpoint<?> endpoint, CallWatch watch) {
        CallWatch[] before = all.getOrDefault(endpoint, new CallWatch[0]);
        CallWatch[] now = java.util.Arrays.copyOf(before, before.length + 1);
        now[before.length] = watch;
        all.put(endpoint, now);
        endpoint.watch(new Each(now));
    }

    /** Hears no more of calls that begin from now on. */
    public synchronized void remove(Endpoint<?> endpoint, CallWatch watch) {
        CallWatch[] before = all.getOrDefault(endpoint, new CallWatch[0]);
        int left = 0;
        CallWatch[] now = new CallWatch[before.length];
        for (CallWatch each : before) {
            if (each != watch) {
                now[left++] = each;
            }
        }
        if (left == 0) {
            all.remove(endpoint);
            endpoint.watch(null);
        } else if (left < before.length) {
            now = java.util.Arrays.copyOf(now, left);
            all.put(endpoint, now);
            endpoint.watch(new Each(now));
        }
    }

    private record Each(CallWatch[] watches) implements CallWatch {
        @Override
        public void called(
                Endpoint<?> endpoint,
                String method,
                @Nullable Process caller,
                long begun,
                long nanos,
                @Nullable String thrown) {
            for (CallWatch watch : watches) {
                watch.called(endpoint, method, caller, begun, nanos, thrown);
            }
        }
    }
}
