package java.atoll;

/** Root of the thread groups of one process. A platform thread's process is found by walking up to it. */
final class WorldGroup extends ThreadGroup {
    /** The process whose group this is now; written by the kernel while no thread is in the group. */
    volatile World world;

    WorldGroup(ThreadGroup parent, String name) {
        super(parent, name);
    }
}
