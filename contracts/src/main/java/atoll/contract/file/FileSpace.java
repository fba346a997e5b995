package atoll.contract.file;

import atoll.contract.Idempotent;
import atoll.contract.Right;
import java.io.IOException;

/**
 * A name space of files: trees, each at a path. Who opens a file asks here for the tree that it is in, and calls that tree
 * from then on: what is read and written does not pass here.
 *
 * <p><b>Paths</b> are components between slashes, with or without a slash at the beginning; empty components and {@code .}
 * do not count. A path is in the mount that it begins with, by whole components, and of several in the longest. What comes
 * from its first {@code ..} on is for that tree alone, as links in the tree are: its clients stop at its root. So neither
 * leads from one mount into another.
 *
 * <p><b>Errors</b>: {@code IOException} with a {@link FileFault}.
 */
public interface FileSpace {
    /** The mount that the path is in; {@code NOT_FOUND} when it is in none. Cost: a look-up. */
    @Right("read")
    @Idempotent
    Mounted find(String path) throws IOException;

    /** What is mounted there, to be kept; {@code STALE} when it is no more. Cost: a look-up. */
    @Right("read")
    @Idempotent
    FileTree tree(long mount) throws IOException;

    /**
     * The names that mounts need directly below the path, in the order of {@code String.compareTo}, whether the tree there
     * has them or not. None for a path with {@code ..}.
     */
    @Right("read")
    @Idempotent
    String[] below(String path) throws IOException;
}
