package atoll.server.supervisor;

/** Counts deaths within a period: OTP's intensity. */
final class Intensity {
    private final int most;
    private final long periodNanos;
    private final long[] times;
    private int count;

    /** At most so many within the period; negative: any number. */
    Intensity(int most, long periodNanos) {
        this.most = most;
        this.periodNanos = periodNanos;
        this.times = new long[Math.max(0, most) + 1];
    }

    /** One more; false when it is one too many. */
    boolean admits(long now) {
        if (most < 0) {
            return true;
        }
        forget(now);
        if (count < times.length) {
            times[count++] = now;
        }
        return count <= most;
    }

    /** Whether one more would do. */
    boolean hasRoom(long now) {
        forget(now);
        return most < 0 || count < most;
    }

    private void forget(long now) {
        int old = 0;
        while (old < count && now - times[old] > periodNanos) {
            old++;
        }
        count -= old;
        System.arraycopy(times, old, times, 0, count);
    }

    /** The times that count. */
    long[] times() {
        return java.util.Arrays.copyOf(times, count);
    }

    /** Goes on from there. */
    void take(long[] known) {
        count = Math.min(known.length, times.length);
        System.arraycopy(known, known.length - count, times, 0, count);
    }
}
