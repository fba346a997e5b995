package atoll.server.supervisor;

import atoll.contract.PeerDied;
import atoll.contract.process.Child;
import atoll.contract.process.ChildSpec;
import atoll.contract.process.Children;
import atoll.contract.process.Health;

/** Asks one child regularly whether it is well, and has it killed when it does not answer. */
final class Heartbeat implements Runnable {
    private final ChildSpec spec;
    private final Health health;
    private final Children children;

    /** The process that missed the last beats, and how many. */
    private int pid;

    private int missed;

    /** {@code health} is left when it takes too long. */
    Heartbeat(ChildSpec spec, Health health, Children children) {
        this.spec = spec;
        this.health = health;
        this.children = children;
    }

    @Override
    public void run() {
        while (true) {
            try {
                Thread.sleep(spec.beatMillis());
            } catch (InterruptedException e) {
                return;
            }
            beat();
        }
    }

    /** One heartbeat, if the child is there. */
    void beat() {
        for (Child child : children.now()) {
            if (child.name().equals(spec.name()) && child.alive() && child.ready()) {
                beat(child);
            }
        }
    }

    private void beat(Child child) {
        if (child.pid() != pid) {
            pid = child.pid();
            missed = 0;
        }
        try {
            health.beat();
            missed = 0;
        } catch (PeerDied e) {
            // Its death is told by others.
            missed = 0;
        } catch (RuntimeException e) {
            missed++;
            if (missed >= spec.misses()) {
                missed = 0;
                children.kill(
                        spec.name(),
                        pid,
                        "killed, for it did not answer " + spec.misses() + " heartbeats in a row (" + e.getMessage()
                                + ")");
            }
        }
    }
}
