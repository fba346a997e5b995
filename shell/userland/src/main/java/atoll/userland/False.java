package atoll.userland;

/** Ends with 1. */
public final class False {
    private False() {}

    public static void main(String[] args) {
        System.exit(1);
    }
}
