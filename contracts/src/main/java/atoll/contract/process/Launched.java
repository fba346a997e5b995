package atoll.contract.process;

import org.jspecify.annotations.Nullable;

/**
 * A process that a {@link Launcher} has started, at one moment.
 *
 * @param pid its number in the process table
 * @param code its exit status, once it has ended; null while it lives
 */
public record Launched(int pid, @Nullable Integer code) {}
