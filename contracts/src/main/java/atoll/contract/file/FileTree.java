package atoll.contract.file;

import atoll.contract.Idempotent;
import atoll.contract.Lent;
import atoll.contract.Region;
import atoll.contract.Right;
import java.io.IOException;

/**
 * A file system, in the manner of NFS: the server knows files and names, the client keeps what it has open and where it is.
 * There is no open and no close.
 *
 * <p><b>Ids</b> come from {@link #root}, {@link #lookup} and what makes files. An id is good until its file is removed, or
 * the server forgets it, which it may at any time and does at the latest when it dies: then calls end in {@code STALE}, and
 * the client looks the file up again. If it gets an equal id, it is the same file, with everything in it that calls that
 * returned have written; a server that has lost something of a file gives it another id. What is removed is gone: there are
 * no files without a name.
 *
 * <p><b>Names</b> are one component of a path. Empty ones, {@code .}, {@code ..} and names with a slash or the character 0
 * are {@code INVALID}. Servers follow no links.
 *
 * <p><b>Errors</b>: each method throws {@code IOException} with a {@link FileFault} and has had no effect then, but for
 * {@link #write}, of which a part may be done. {@code PeerDied} means that the server died in the call: it may have had its
 * effect, wholly or not at all ({@link #write}: in part). Methods marked {@link Idempotent} have been called again by then as
 * often as makes sense; while they are, others may see the effect, see their own on top of it, and then see it again.
 *
 * <p><b>Rights</b>: {@code read} and {@code write}. There are no owners and no modes: who has a capability has its rights on
 * the whole tree.
 */
public interface FileTree {
    /** The most that {@link #read} brings and {@link #write} takes, in bytes. */
    int MOST_BYTES = 1 << 20;

    /** The folder that all others are in; a tree may also be one file. */
    @Right("read")
    @Idempotent
    Attributes root() throws IOException;

    /** What {@code folder} has under {@code name}. {@code NOT_FOUND}, {@code NOT_A_FOLDER}. Cost: a look-up. */
    @Right("read")
    @Idempotent
    Attributes lookup(FileId folder, String name) throws IOException;

    /** What is known of it now. Cost: a look-up. */
    @Right("read")
    @Idempotent
    Attributes attributes(FileId id) throws IOException;

    /**
     * Reads up to {@code length} bytes of the file, from {@code offset} on, into the region, from {@code at} on; returns how
     * many: at least one, unless {@code length} is 0 or the file ends there. {@code IS_A_FOLDER}; {@code INVALID} for what is
     * neither file nor folder, and for what is not in the region. What else is in these {@code length} bytes of the region
     * may have changed. Cost: a server that has the bytes elsewhere than in its memory (a disk, a host) does not copy them.
     */
    @Right("read")
    @Idempotent
    int read(FileId file, long offset, @Lent Region into, int at, int length) throws IOException;

    /** The text of a link; {@code INVALID} for what is none. */
    @Right("read")
    @Idempotent
    String target(FileId link) throws IOException;

    /**
     * The names in a folder that come after {@code after}, in the order of {@code String.compareTo}, at most {@code most} of
     * them; fewer only at the end. The first call gives the empty string, the next the last name that it got. A name that is
     * there all the time is seen once, whatever else is made, removed, or dies meanwhile.
     */
    @Right("read")
    @Idempotent
    String[] list(FileId folder, String after, int most) throws IOException;

    /**
     * Writes {@code length} bytes of the region, from {@code at} on, into the file, from {@code offset} on. The file grows as
     * needed, with zeros before {@code offset}. {@code INVALID} for what is not in the region; {@code TOO_LARGE} when there
     * are more than {@link #MOST_BYTES}, or the file would be; {@code NO_SPACE}. Cost: as {@link #read}.
     */
    @Right("write")
    @Idempotent
    void write(FileId file, long offset, @Lent Region from, int at, int length) throws IOException;

    /** Cuts the file, or lengthens it with zeros. */
    @Right("write")
    @Idempotent
    void resize(FileId file, long size) throws IOException;

    /** Says when the content was last changed. */
    @Right("write")
    @Idempotent
    void touch(FileId id, long modified) throws IOException;

    /** Returns when all that was written to it before would survive a power failure, if the server has what survives one. */
    @Right("write")
    @Idempotent
    void flush(FileId id) throws IOException;

    /** Makes an empty file. {@code EXISTS}. */
    @Right("write")
    Attributes create(FileId folder, String name) throws IOException;

    /** Makes an empty folder. {@code EXISTS}. */
    @Right("write")
    Attributes makeFolder(FileId folder, String name) throws IOException;

    /** Makes a link with that text. {@code EXISTS}. */
    @Right("write")
    Attributes makeLink(FileId folder, String name, String target) throws IOException;

    /** Removes a file, a link, or a folder that is empty; {@code NOT_EMPTY} otherwise. */
    @Right("write")
    void remove(FileId folder, String name) throws IOException;

    /**
     * Moves what is under one name to another, in one step. What was there is removed if {@code replace} says so and it could
     * be removed by {@link #remove}, and is of the same kind where one of the two is a folder: {@code EXISTS},
     * {@code NOT_EMPTY}, {@code IS_A_FOLDER}, {@code NOT_A_FOLDER}. A folder is not moved into itself: {@code INVALID}. A name
     * moved to itself stays. Ids stay good.
     */
    @Right("write")
    void rename(FileId from, String name, FileId to, String as, boolean replace) throws IOException;
}
