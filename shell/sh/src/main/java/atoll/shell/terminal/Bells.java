package atoll.shell.terminal;

import atoll.contract.Names;
import atoll.contract.Notification;
import atoll.contract.Refused;
import atoll.contract.Revoked;

/** Keys that mean something to jobs, and what happens to the terminal: each is waited for on a thread of its own. */
public final class Bells {
    private Bells() {}

    /** Runs the action each time that {@code terminal WHAT} is signalled; nothing, if this process was not given it. */
    public static void watch(String what, Runnable action) {
        Notification bell;
        try {
            bell = Names.notification("terminal " + what);
        } catch (Refused e) {
            return;
        }
        Thread thread = new Thread(() -> waitFor(bell, action), "sh " + what);
        thread.setDaemon(true);
        thread.start();
    }

    private static void waitFor(Notification bell, Runnable action) {
        try {
            while (true) {
                bell.await();
                action.run();
            }
        } catch (InterruptedException | Revoked e) {
            // The shell ends.
        }
    }
}
