package atoll.contract.file;

/**
 * Where a path of a {@link FileSpace} leads.
 *
 * @param mount names what is mounted there, and never something else: not what is mounted there later
 * @param rest the path in that tree; empty for its root
 */
public record Mounted(long mount, String rest) {}
