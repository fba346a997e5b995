package atoll.shell.run;

/** Commands are left before their end. */
public final class Leave extends RuntimeException {
    private static final long serialVersionUID = 1;

    public enum Kind {
        BREAK,
        CONTINUE,
        RETURN,
        EXIT,
        /** What was typed is dropped, as by ^C; a shell that nobody types at ends. */
        DROP
    }

    private final Kind kind;
    private final int number;

    /** @param number loops to leave, or the status */
    public Leave(Kind kind, int number) {
        super(kind.name(), null, false, false);
        this.kind = kind;
        this.number = number;
    }

    public Kind kind() {
        return kind;
    }

    public int number() {
        return number;
    }
}
