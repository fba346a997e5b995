package java.atoll;

/** Root of the thread groups of one process. A platform thread's process is found by walking up to it. */
final class WorldGroup extends ThreadGroup {
    final World world;

    WorldGroup(ThreadGroup parent, String name, World world) {
        super(parent, name);
        this.world = world;
    }
}
