package atoll.server.terminal;

import atoll.contract.terminal.Terminal;
import java.util.concurrent.ThreadLocalRandom;

/** The bytes that the driver has still to show: a ring with positions. Guarded by its session. A change is one store. */
final class Screen {
    /** What echoes have for themselves; when that is full they are cut. */
    private static final int ECHOES = 4096;

    private static final int SIZE = Terminal.ROOM + ECHOES;

    private final byte[] ring = new byte[SIZE];

    /** No position of one life means anything to another. */
    private long shown = ThreadLocalRandom.current().nextLong(1L << 62);

    private long end = shown;

    long shown() {
        return shown;
    }

    boolean isEmpty() {
        return shown == end;
    }

    /** How many bytes programs may write. */
    int room() {
        return (int) Math.max(0, Terminal.ROOM - (end - shown));
    }

    /** As many as there is room for, echoes included. */
    void add(byte[] bytes) {
        int count = (int) Math.min(bytes.length, SIZE - (end - shown));
        for (int i = 0; i < count; i++) {
            ring[(int) ((end + i) % SIZE)] = bytes[i];
        }
        end += count;
    }

    /** False when nothing that is kept begins there. */
    boolean show(long from) {
        if (from < shown || from > end) {
            return false;
        }
        shown = from;
        return true;
    }

    byte[] next(int most) {
        byte[] bytes = new byte[(int) Math.min(most, end - shown)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = ring[(int) ((shown + i) % SIZE)];
        }
        return bytes;
    }

    void drop() {
        shown = end;
    }
}
