package atoll.contract.process;

import atoll.contract.Idempotent;
import atoll.contract.Right;

/** The children of a supervisor: it decides who runs, and this does it. A name that is no child's: an error. */
public interface Children {
    /** All, in the order in which they were described. Cost: a copy. */
    @Idempotent
    ChildSpec[] specs();

    /** Who is started after whom. Cost: a copy. */
    @Idempotent
    Dependency[] dependencies();

    /** How to go about them. */
    @Idempotent
    Tree tree();

    /** All as they are now, in the order of {@link #specs}: what lives is to be adopted. Cost: a copy. */
    @Idempotent
    Child[] now();

    /**
     * Starts a process of the child unless one lives, and returns its number. That it is ready, and that it died, come as
     * {@link Event}; also that it could not be made, under the negative number that is returned then. A retired child is
     * not started: 0. Cost: a spawn, less what was prepared for it.
     */
    @Right("control")
    @Idempotent
    int start(String name);

    /**
     * A standing order: when this process of the child dies and was ready, and nobody asked for it, the next is started at
     * once, without waiting for the supervisor. The event of its death names it.
     */
    @Right("control")
    @Idempotent
    void arm(String name, int pid);

    /** Asks this process of the child to exit, with its shutdown hooks; returns at once. Nothing when it is gone. */
    @Right("control")
    @Idempotent
    void terminate(String name, int pid);

    /** Ends this process of the child for certain, because the supervisor wants it to end; returns at once. */
    @Right("control")
    @Idempotent
    void end(String name, int pid);

    /** Ends this process of the child for certain because something is wrong with it; returns at once. */
    @Right("control")
    @Idempotent
    void kill(String name, int pid, String why);

    /** The child is not started any more, for that reason; it may be again when {@code why} is empty. */
    @Right("control")
    @Idempotent
    void retire(String name, String why);

    /** The supervisor is done and will not be started again. {@code why} in one line. */
    @Right("control")
    @Idempotent
    void finish(String why);
}
