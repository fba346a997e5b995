package atoll.contract.log;

/**
 * A record of a {@link Log}.
 *
 * @param number counted from 1 on, through all lives of the server, and never used again; where numbers are missing, so many
 *     records are gone
 * @param time when it was appended, by the server's clock, in nanoseconds since 1970
 * @param source the client that appended it, as the system names it; {@code log} for what the log says itself
 */
public record LogRecord(long number, long time, Severity severity, String source, String text) {}
