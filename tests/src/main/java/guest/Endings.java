package guest;

import java.nio.file.Files;
import java.util.Locale;

/** Ways for a program to end, or not to. */
public final class Endings {
    private static volatile int n;

    private Endings() {}

    public static void main(String[] args) throws Exception {
        switch (args[0].toLowerCase(Locale.ROOT)) {
            case "exit" -> {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
                System.exit(Integer.parseInt(args[1]));
            }
            case "hooks" -> {
                Thread removed = new Thread(() -> System.out.println("removed"));
                Runtime.getRuntime().addShutdownHook(removed);
                System.out.println(Runtime.getRuntime().removeShutdownHook(removed));
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    throw new IllegalStateException("thrown by hook");
                }));
                Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("last hook")));
            }
            case "hookexits" -> {
                Runtime.getRuntime()
                        .addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(12)));
                System.exit(3);
            }
            case "twice" -> {
                new Thread(() -> System.exit(5)).start();
                System.exit(5);
            }
            case "deleted" -> {
                java.io.File file = new java.io.File(args[1]);
                System.out.println(file.createNewFile());
                file.deleteOnExit();
            }
            case "executor" -> {
                var pool = java.util.concurrent.Executors.newFixedThreadPool(2);
                pool.submit(() -> System.out.println("submitted"));
            }
            case "uncaught" -> {
                Thread.setDefaultUncaughtExceptionHandler((t, e) -> System.out.println("handled " + e.getMessage()));
                throw new IllegalStateException("thrown");
            }
            case "thrower" -> {
                Thread thread = new Thread(() -> {
                    throw new IllegalStateException("thrown");
                });
                thread.start();
                thread.join();
            }
            case "halt" -> {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
                Runtime.getRuntime().halt(Integer.parseInt(args[1]));
            }
            case "throw" -> throw new IllegalStateException("thrown");
            case "thread" -> new Thread(() -> System.out.println("last")).start();
            case "sleep" -> {
                System.out.println("sleeping");
                Thread.sleep(Long.MAX_VALUE);
            }
            case "spin" -> spin();
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void spin() throws java.io.IOException {
        Files.createTempFile("spin", "");
        System.out.println("spinning");
        while (true) {
            n++;
        }
    }
}
