package atoll.shell.run;

/** Waiting for what ends by itself. */
final class Threads {
    private Threads() {}

    /** Whatever interrupts meanwhile is seen afterwards. */
    static void join(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
