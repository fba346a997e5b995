package guest;

import java.util.concurrent.CountDownLatch;

/** Has a thread with a name of several lines, says that it is there, and stays. */
public final class Watched {
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private Watched() {}

    public static void main(String[] args) throws InterruptedException {
        CountDownLatch up = new CountDownLatch(1);
        Thread thread = new Thread(
                () -> {
                    up.countDown();
                    try {
                        NEVER.await();
                    } catch (InterruptedException e) {
                        // It ends.
                    }
                },
                "one\nstarts: 99" + "x".repeat(1_000));
        thread.start();
        up.await();
        System.out.println("up");
        NEVER.await();
    }
}
