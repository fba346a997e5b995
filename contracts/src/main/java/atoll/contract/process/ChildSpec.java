package atoll.contract.process;

/**
 * What a supervisor is told of a child.
 *
 * @param readyMillis how long after its start it may take to be ready, before it is killed; 0: as long as it takes
 * @param shutdownMillis how long it may take to exit when asked to, before it is killed; 0: it is killed at once
 * @param beatMillis the time between two heartbeats; 0: it serves no {@link Health}
 * @param misses so many heartbeats in a row without an answer, and it is killed
 */
public record ChildSpec(
        String name, Restart restart, long readyMillis, long shutdownMillis, long beatMillis, int misses) {}
