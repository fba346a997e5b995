package guest;

import java.util.concurrent.CountDownLatch;

/** Synchronized blocks on own and on shared objects. */
public final class Locks {
    private static final Object OWN = new Object();
    private static final String SHARED = "a literal that is interned";
    private static int count;
    private static int caught;

    private Locks() {}

    public static void main(String[] args) throws InterruptedException {
        switch (args[0]) {
            case "shapes" -> shapes();
            case "hold" -> hold();
            case "take" -> take();
            case "notify" -> meet();
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void shapes() throws InterruptedException {
        Thread[] threads = new Thread[4];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> {
                for (int k = 0; k < 10_000; k++) {
                    nested(k, 2L, 3.0, "x");
                    covered(k);
                }
            });
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        if (count != 80_000 || caught != 20_000) {
            throw new AssertionError(count + " " + caught);
        }
        if (Thread.holdsLock(OWN) || Thread.holdsLock(SHARED)) {
            throw new AssertionError("still held");
        }
        System.out.println("shapes ok");
    }

    /** The handler covers the method from its first instruction. */
    private static void covered(int k) {
        try {
            synchronized (OWN) {
                if (k % 2 == 0) {
                    throw new IllegalStateException();
                }
            }
        } catch (IllegalStateException e) {
            synchronized (OWN) {
                caught++;
            }
        }
    }

    private static long nested(int k, long wide, double real, String text) {
        synchronized (OWN) {
            count++;
            try {
                synchronized (SHARED) {
                    if (k % 3 == 0) {
                        throw new IllegalStateException();
                    }
                    synchronized (SHARED) {
                        if (!Thread.holdsLock(SHARED)) {
                            throw new AssertionError("not held");
                        }
                    }
                }
            } catch (IllegalStateException e) {
                if (k % 2 == 0) {
                    return wide;
                }
            } finally {
                synchronized (Integer.class) {
                    count++;
                }
            }
            for (int i = 0; i < 3; i++) {
                synchronized (text) {
                    wide += (long) real;
                }
            }
        }
        return wide;
    }

    private static void hold() {
        synchronized (SHARED) {
            synchronized (String.class) {
                synchronized (Boolean.TRUE) {
                    System.out.println("holding");
                    while (true) {
                        Thread.onSpinWait();
                    }
                }
            }
        }
    }

    private static void take() {
        synchronized (SHARED) {
            synchronized (String.class) {
                synchronized (Boolean.TRUE) {
                    System.out.println("taken");
                }
            }
        }
    }

    private static void meet() throws InterruptedException {
        CountDownLatch waiting = new CountDownLatch(1);
        Thread waiter = new Thread(() -> {
            synchronized (SHARED) {
                waiting.countDown();
                try {
                    SHARED.wait();
                    System.out.println("woken");
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        waiter.start();
        waiting.await();
        synchronized (SHARED) {
            SHARED.notifyAll();
        }
        waiter.join();
    }
}
