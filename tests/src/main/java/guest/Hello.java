package guest;

/** Says hello, and counts in a static how often: once per process. */
public final class Hello {
    private static int count;

    private Hello() {}

    public static void main(String[] args) {
        count++;
        System.out.println("hello " + count + " " + String.join(" ", args));
    }
}
