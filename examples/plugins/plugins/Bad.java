package plugins.those;

import atoll.contract.Names;
import atoll.contract.process.ProcessControl;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import plugins.Plugin;

/** Plug-ins of all kinds that one does not want; its argument says which. */
public final class Bad {
    private static final List<byte[]> KEPT = new ArrayList<>();
    private static int calls;

    private Bad() {}

    public static void main(String[] args) throws InterruptedException {
        Plugin plugin = switch (args[0]) {
            case "spin" -> Bad::spin;
            case "fill" -> Bad::fill;
            case "fork" -> Bad::fork;
            case "exit" -> Bad::exit;
            case "reach" -> Bad::reach;
            case "silent" -> Bad::silent;
            default -> Bad::lie;
        };
        Names.serve("plugin", Plugin.class, plugin);
        Thread.sleep(Long.MAX_VALUE);
    }

    /** Computes for ever, and lets nothing stop it. */
    private static String spin(String text) {
        while (true) {
            try {
                while (true) {
                    Thread.onSpinWait();
                }
            } catch (Throwable e) {
                // On it goes.
            }
        }
    }

    /** Fills the heap. */
    private static String fill(String text) {
        while (true) {
            KEPT.add(new byte[1 << 20]);
        }
    }

    /** Starts threads that start threads. */
    private static String fork(String text) {
        while (true) {
            new Thread(() -> fork(text)).start();
        }
    }

    private static String exit(String text) {
        System.exit(7);
        return text;
    }

    private static String silent(String text) {
        while (true) {
            try {
                Thread.sleep(Long.MAX_VALUE);
            } catch (InterruptedException e) {
                // Nobody hurries it.
            }
        }
    }

    /** Something that is too long and meant for the terminal, and then an exception. */
    private static String lie(String text) {
        if (calls++ % 2 == 0) {
            return "\u001b[2Jok\n".repeat(1_000_000);
        }
        throw new IllegalStateException("\u001b[2J" + text);
    }

    private interface Try {
        void run() throws Exception;
    }

    /** Whatever it was not given; says what it got. */
    private static String reach(String text) {
        StringJoiner got = new StringJoiner(", ");
        attempt(got, "file", () -> Files.readString(Path.of("/etc/hostname")));
        attempt(got, "home", () -> {
            if (!Files.exists(Path.of(System.getProperty("user.home"), ".m2"))) {
                throw new IOException("not there");
            }
        });
        attempt(got, "connection", () -> new Socket("127.0.0.1", 8645).close());
        attempt(got, "port", () -> new ServerSocket(8646).close());
        attempt(got, "program", () -> new ProcessBuilder("true").start());
        attempt(got, "environment", () -> System.getenv("PATH").length());
        attempt(got, "reflection", () -> {
            Field field = Thread.class.getDeclaredField("tid");
            field.setAccessible(true);
        });
        attempt(got, "kernel", () -> Class.forName("atoll.kernel.Process"));
        attempt(got, "Unsafe", () -> {
            Class<?> type = Class.forName("sun.misc.Unsafe");
            Field field = type.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            type.getMethod("putLong", long.class, long.class).invoke(field.get(null), 8L, 0L);
        });
        attempt(got, "library", () -> System.load("/lib/x86_64-linux-gnu/libm.so.6"));
        attempt(got, "power over others", () -> Names.find("control", ProcessControl.class));
        return got.length() == 0 ? "got nothing" : "got " + got;
    }

    private static void attempt(StringJoiner got, String what, Try attempt) {
        try {
            attempt.run();
            got.add(what);
        } catch (Throwable e) {
            // Refused.
        }
    }
}
