package guest;

/** Says that it is ready and waits for its end, in the way that its argument names; its shutdown hook speaks too. */
public final class Waits {
    private Waits() {}

    public static void main(String[] args) throws Exception {
        boolean stubborn = args[0].equals("stubborn");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            System.out.println("hook");
            while (stubborn) {
                Thread.onSpinWait();
            }
        }));
        System.out.println("ready");
        if (args[0].equals("reading")) {
            System.in.read();
        }
        new java.util.concurrent.CountDownLatch(1).await();
    }
}
