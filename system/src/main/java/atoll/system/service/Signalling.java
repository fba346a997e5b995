package atoll.system.service;

import atoll.contract.process.ProcessSignal;
import atoll.kernel.Process;

/** What signals do to a process. */
public final class Signalling {
    private Signalling() {}

    /** Returns at once; false when it is dead. */
    public static boolean send(Process process, ProcessSignal signal) {
        if (process.death().isDone()) {
            return false;
        }
        switch (signal) {
            case KILL -> process.kill();
            case STOP -> process.pause();
            case CONT -> process.resume();
            case HUP, INT, QUIT, TERM -> {
                process.terminate(signal.status());
                // It has to run, to end.
                process.resume();
            }
        }
        return true;
    }
}
