package java.atoll;

/** Calls that need a right, as the member table names them. What each needs and how it is refused: the personality. */
public final class Call {
    public static final int EXEC = 0;
    public static final int LIBRARY = 1;
    public static final int NATIVE = 2;
    public static final int PROCESSES = 4;
    public static final int DIAGNOSTICS = 5;
    public static final int ATTACH = 6;
    public static final int HOST_STATE = 7;
    public static final int THREAD = 8;
    public static final int CHANNEL = 9;

    private Call() {}
}
