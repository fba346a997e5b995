package guest;

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
            case "halt" -> {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
                Runtime.getRuntime().halt(Integer.parseInt(args[1]));
            }
            case "throw" -> throw new IllegalStateException("thrown");
            case "thread" -> new Thread(() -> System.out.println("last")).start();
            case "spin" -> {
                System.out.println("spinning");
                while (true) {
                    n++;
                }
            }
            default -> throw new IllegalArgumentException(args[0]);
        }
    }
}
