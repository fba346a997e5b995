package atoll.contract.process;

/**
 * What a supervisor is told of a child.
 *
 * @param shutdownMillis how long it may take to exit when asked to, before it is killed; 0: it is killed at once
 * @param beatMillis the time between two heartbeats; 0: it serves no {@link Health}
 * @param misses so many heartbeats in a row without an answer, and it is killed
 */
public record ChildSpec(String name, Restart restart, long shutdownMillis, long beatMillis, int misses) {}
