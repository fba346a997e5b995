package atoll.shell.run;

/** What ends a shell that nobody types at, with one line that says why. */
public final class ShellError extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The status of a shell that ends so. */
    public static final int STATUS = 2;

    private final int line;

    public ShellError(int line, String what) {
        super(what, null, false, false);
        this.line = line;
    }

    public int line() {
        return line;
    }
}
