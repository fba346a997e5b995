package atoll.server.log;

import atoll.contract.log.LogRecord;
import atoll.contract.process.Health;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The records in memory: of each source the last, as many as there is room for. Who writes much pushes out its own. */
final class Records implements Health {
    /** What a record takes besides its text, in characters, about. */
    private static final int OVERHEAD = 64;

    /** Of one source. */
    private static final class Share {
        final Deque<LogRecord> records = new ArrayDeque<>();
        long used;
    }

    private final int room;

    // Guarded by this.
    private final TreeMap<Long, LogRecord> all = new TreeMap<>();
    private final Map<String, Share> shares = new HashMap<>();

    /** {@code room}: characters for each source. */
    Records(int room) {
        this.room = room;
    }

    private static int size(LogRecord record) {
        return OVERHEAD + record.text().length();
    }

    /** The record alone is kept even if it is larger than the room. */
    synchronized void add(LogRecord record) {
        Share share = shares.computeIfAbsent(record.source(), s -> new Share());
        share.records.add(record);
        share.used += size(record);
        while (share.used > room && share.records.size() > 1) {
            LogRecord oldest = share.records.remove();
            share.used -= size(oldest);
            all.remove(oldest.number());
        }
        all.put(record.number(), record);
    }

    /** In order, at most {@code most}. */
    synchronized List<LogRecord> after(long seen, int most) {
        List<LogRecord> found = new ArrayList<>();
        for (LogRecord record : all.tailMap(seen, false).values()) {
            if (found.size() == most) {
                break;
            }
            found.add(record);
        }
        return found;
    }

    /** Well is who gives the lock back that readers take. Writers may wait for the file. */
    @Override
    public synchronized void beat() {}
}
