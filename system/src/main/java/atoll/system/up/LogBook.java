package atoll.system.up;

import atoll.personality.java.Streams;
import atoll.system.service.Service;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the processes of a system wrote to their standard streams, the last of it: so many bytes of each process, so that one that
 * writes much costs the others nothing.
 */
public final class LogBook {
    /** Bytes that are kept of a process, with what is noted of each line. */
    private static final int ROOM = 1 << 18;

    /**
     * A line, or a part of one that is very long.
     *
     * @param number counted from 1 on, over all processes
     * @param atMillis when it ended, in milliseconds since 1970
     * @param stream {@code out} or {@code err}
     */
    public record Line(long number, long atMillis, String process, String stream, String text) {}

    private final AtomicLong numbers = new AtomicLong();
    private final Map<String, LineRing> rings = new ConcurrentSkipListMap<>();

    LogBook() {}

    /** What the processes of that service write goes here. */
    Service streams(Service service, String process) {
        return service.ownStreams(() -> streamsOf(process));
    }

    /** For one process of that name. */
    Streams streamsOf(String process) {
        return Streams.to(stream(process, false), stream(process, true));
    }

    /** A stream of a process that starts; what another process of that name wrote before stays. Close it when that is dead. */
    private OutputStream stream(String process, boolean error) {
        return new LineStream(rings.computeIfAbsent(process, name -> new LineRing(ROOM, numbers)), error);
    }

    /** Whose lines there are. */
    public Collection<String> processes() {
        return List.copyOf(rings.keySet());
    }

    /** For one who reads line after line, of these processes, of all if there are none. */
    public Reader reader(Collection<String> of) {
        return new Reader(Set.copyOf(of));
    }

    /** Reads what comes; for one thread. */
    public final class Reader {
        private final Set<String> of;

        /** By process: a line of one may be seen before an older line of another. */
        private final Map<String, Long> seen = new HashMap<>();

        private Reader(Set<String> of) {
            this.of = of;
        }

        /** What is kept and was not read before, in order; waits for nothing. */
        public List<Line> next() {
            List<Line> lines = new ArrayList<>();
            rings.forEach((name, ring) -> {
                if (of.isEmpty() || of.contains(name)) {
                    ring.after(seen.getOrDefault(name, 0L), (at, millis, error, bytes) -> {
                        lines.add(new Line(at, millis, name, error ? "err" : "out", text(bytes)));
                        seen.put(name, at);
                    });
                }
            });
            lines.sort(Comparator.comparingLong(Line::number));
            return lines;
        }
    }

    /** As UTF-8, without what would do something to a terminal. */
    private static String text(byte[] bytes) {
        // As a terminal takes it, and Windows writes it.
        boolean returns = bytes.length > 0 && bytes[bytes.length - 1] == '\r';
        int length = returns ? bytes.length - 1 : bytes.length;
        StringBuilder text = new StringBuilder(new String(bytes, 0, length, StandardCharsets.UTF_8));
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) && c != '\t') {
                text.setCharAt(i, '\ufffd');
            }
        }
        return text.toString();
    }
}
