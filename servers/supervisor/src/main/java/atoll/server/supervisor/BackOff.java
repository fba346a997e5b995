package atoll.server.supervisor;

/** Pauses that double. */
final class BackOff {
    private static final int MOST_SHIFT = 30;

    private BackOff() {}

    /** None for 0, the first for 1, then twice as long each time, up to {@code most}. */
    static long pause(int number, long first, long most) {
        if (number == 0) {
            return 0;
        }
        long factor = 1L << Math.min(number - 1, MOST_SHIFT);
        return first > most / factor ? most : first * factor;
    }
}
