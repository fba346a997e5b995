package java.atoll;

/**
 * What {@code stat} tells of a served file.
 *
 * @param modified in nanoseconds since 1970
 */
public record FileStat(int mode, long device, long inode, int owner, int group, long size, long modified) {
    // Linux, linux/stat.h
    public static final int FOLDER = 0040000;
    public static final int FILE = 0100000;
    public static final int LINK = 0120000;
    /** What is neither, and can be neither read nor written. */
    public static final int OTHER = 0140000;

    private static final int KINDS = 0170000;
    private static final int MODES = 07777;

    public int kind() {
        return mode & KINDS;
    }

    /** Modes and owners are not kept: to set what is there is all that can be done. */
    void checkMode(int wanted) throws Errno {
        if ((mode & MODES) != (wanted & MODES)) {
            throw new Errno(Errno.EOPNOTSUPP);
        }
    }

    /** -1: to be left as it is. */
    void checkOwner(int user, int users) throws Errno {
        if (user != -1 && user != owner || users != -1 && users != group) {
            throw new Errno(Errno.EOPNOTSUPP);
        }
    }

    /** Whether the bits of {@code access}, 4 for reading, 2 for writing, 1 for executing, are as they are to be. */
    boolean has(int access, boolean enabled, boolean ownerOnly) {
        int bits = ownerOnly ? access << 6 : access << 6 | access << 3 | access;
        return (mode & bits) == (enabled ? bits : 0);
    }
}
