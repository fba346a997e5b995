package atoll.shell.syntax;

/** The text is no command. */
public final class SyntaxError extends Exception {
    private static final long serialVersionUID = 1;

    private final int line;
    private final boolean incomplete;

    SyntaxError(int line, String what, boolean incomplete) {
        super(what);
        this.line = line;
        this.incomplete = incomplete;
    }

    public int line() {
        return line;
    }

    /** More text could make it one. */
    public boolean isIncomplete() {
        return incomplete;
    }
}
