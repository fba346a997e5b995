package atoll.contract.file;

/**
 * Names one file, folder or link of a {@link FileTree}, and never another one: not the next file of that name, and not the
 * next file with that number.
 *
 * @param generation tells apart the files that had the number
 */
public record FileId(long number, long generation) {}
