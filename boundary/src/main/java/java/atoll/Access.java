package java.atoll;

/** How a system call uses a path; the argument of the {@code path} lines of the member table. */
public final class Access {
    /** Read what the path names, following a last symbolic link. */
    public static final int READ = 0;
    /** Look at the name itself, not following a last symbolic link. */
    public static final int LOOK = 1;
    /** Write what the path names, following a last symbolic link; it may not exist yet. */
    public static final int WRITE = 2;
    /** Change the name itself: make or remove it. */
    public static final int EDIT = 3;
    /** Change names in a way that can move or make symbolic links: excludes all other calls meanwhile. */
    public static final int MOVE = 4;
    /** Remove the name: not one that something is mounted on. */
    public static final int REMOVE = 5;
    /** As {@link #WRITE}, but refusal is an answer (false), not an exception. So are all that follow. */
    public static final int TRY_WRITE = 6;

    public static final int TRY_EDIT = 7;
    public static final int TRY_MOVE = 8;
    public static final int TRY_REMOVE = 9;

    private Access() {}
}
