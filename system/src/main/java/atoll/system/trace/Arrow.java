package atoll.system.trace;

/**
 * Who calls what.
 *
 * @param from the caller's name; empty: the host, or not known
 * @param to who serves it
 */
public record Arrow(String from, String to, String endpoint) {}
