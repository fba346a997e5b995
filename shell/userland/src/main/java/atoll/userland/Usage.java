package atoll.userland;

/** The program was called as it cannot be. */
final class Usage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Whether the message ends the matter, or {@code --help} would help. */
    final boolean complete;

    private Usage(String message, boolean complete) {
        super(message, null, false, false);
        this.complete = complete;
    }

    static Usage of(String message) {
        return new Usage(message, false);
    }

    /** What is wrong has been told. */
    static Usage hint() {
        return new Usage("", false);
    }

    /** One line that says all. */
    static Usage complete(String message) {
        return new Usage(message, true);
    }
}
