package guest.faults;

import java.util.concurrent.locks.LockSupport;

/** Has a permit to park once, polls some times, and parks: it goes on at once, wherever it was held up before. */
public final class Permit {
    private static int steps;

    private Permit() {}

    public static void main(String[] args) {
        LockSupport.unpark(Thread.currentThread());
        for (int i = 0; i < 4; i++) {
            steps++;
        }
        LockSupport.park();
        System.exit(steps);
    }
}
