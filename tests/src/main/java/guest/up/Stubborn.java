package guest.up;

/** Does not end when it is asked to. */
public final class Stubborn {
    private Stubborn() {}

    public static void main(String[] args) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            System.out.println("asked");
            while (true) {
                Thread.onSpinWait();
            }
        }));
        System.out.println("stubborn");
        Thread.sleep(Long.MAX_VALUE);
    }
}
