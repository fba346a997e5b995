package atoll.userland;

/** Ends with 0. */
public final class True {
    private True() {}

    public static void main(String[] args) {
        // That is all.
    }
}
