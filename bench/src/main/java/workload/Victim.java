package workload;

import java.math.BigInteger;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;

/** Programs that do not end by themselves, most of them unwilling to end at all. */
public final class Victim {
    private static volatile long sink;

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "spin" -> ready(Victim::spin);
            case "sleep" -> ready(() -> Thread.sleep(Long.MAX_VALUE));
            case "lock" -> lock();
            case "catch" -> ready(Victim::catchAll);
            case "regex" -> ready(Victim::regex);
            case "bigint" -> ready(Victim::bigInteger);
            case "threads" -> threads(1_000);
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private interface Body {
        void run() throws Exception;
    }

    private static void ready(Body body) throws Exception {
        System.out.println("ready");
        body.run();
    }

    private static void spin() {
        for (long i = 0; ; i++) {
            if (i == Long.MIN_VALUE) {
                sink = i;
            }
        }
    }

    private static void lock() throws Exception {
        Object lock = new Object();
        CountDownLatch held = new CountDownLatch(1);
        Thread holder = new Thread(() -> {
            synchronized (lock) {
                held.countDown();
                try {
                    Thread.sleep(Long.MAX_VALUE);
                } catch (InterruptedException e) {
                    // Holds on.
                }
            }
        });
        holder.start();
        held.await();
        System.out.println("ready");
        synchronized (lock) {
            sink++;
        }
    }

    private static void catchAll() {
        while (true) {
            try {
                for (int i = 0; i < 1_000; i++) {
                    sink += i;
                }
                throw new IllegalStateException();
            } catch (Throwable e) {
                sink++;
            } finally {
                try {
                    sink--;
                } finally {
                    sink ^= 1;
                }
            }
        }
    }

    private static void regex() {
        Pattern pattern = Pattern.compile("(x+x+)+y");
        String text = "x".repeat(60);
        while (true) {
            try {
                sink += pattern.matcher(text).matches() ? 1 : 0;
            } catch (Throwable e) {
                sink--;
            }
        }
    }

    private static void bigInteger() {
        while (true) {
            try {
                sink += BigInteger.valueOf(7).pow(20_000_000).bitLength();
            } catch (Throwable e) {
                sink--;
            }
        }
    }

    private static void threads(int count) throws Exception {
        CountDownLatch started = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            boolean spins = i == 0;
            new Thread(() -> {
                        started.countDown();
                        while (true) {
                            try {
                                if (spins) {
                                    spin();
                                }
                                Thread.sleep(1_000);
                            } catch (Throwable e) {
                                sink++;
                            }
                        }
                    })
                    .start();
        }
        started.await();
        System.out.println("ready");
    }
}
