package atoll.system.up;

/** What was asked made sense, and did not succeed. */
final class NotDone extends Exception {
    private static final long serialVersionUID = 1L;

    NotDone(String why) {
        super(why);
    }
}
