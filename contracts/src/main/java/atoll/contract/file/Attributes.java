package atoll.contract.file;

/**
 * What is known of a file.
 *
 * @param size in bytes; 0 for folders
 * @param modified when the content was last changed, in nanoseconds since 1970, as exactly as the server knows
 */
public record Attributes(FileId id, FileKind kind, long size, long modified) {}
