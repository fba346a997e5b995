package java.atoll;

import java.io.IOError;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Locale;

/**
 * More hooks: the console of a process is on its own terminal ({@code Own.CONSOLE}), never the host's. The JDK's does all but
 * hide what is typed, which is native.
 */
public final class ConsoleHook {
    private static final MethodHandle READ_LINE;
    private static final MethodHandle WRITER;

    static {
        try {
            Class<?> console = Class.forName("jdk.internal.io.JdkConsoleImpl", false, null);
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(console, MethodHandles.lookup());
            READ_LINE = lookup.findVirtual(
                            console,
                            "readLine",
                            MethodType.methodType(String.class, Locale.class, String.class, Object[].class))
                    .asFixedArity()
                    .asType(MethodType.methodType(
                            String.class, Object.class, Locale.class, String.class, Object[].class));
            WRITER = lookup.findVirtual(console, "writer", MethodType.methodType(PrintWriter.class))
                    .asType(MethodType.methodType(PrintWriter.class, Object.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private ConsoleHook() {}

    /** The host's console, to a process. */
    public static Object noConsole() {
        return null;
    }

    public static boolean noTerminal() {
        return false;
    }

    /** Who has a console has a terminal. */
    public static boolean onTerminal() {
        return true;
    }

    /** {@code JdkConsoleImpl.readPassword0}. When the process is killed meanwhile its terminal's server undoes the mode. */
    public static char[] readPassword(
            Object console, boolean noNewLine, Object locale, String format, Object arguments) {
        World world = Identity.current();
        if (world == null || !(world.standardIn() instanceof Echoing terminal)) {
            throw new IOError(new IOException("Inappropriate ioctl for device"));
        }
        try {
            boolean shown = terminal.echo(false);
            String line;
            try {
                line = (String) READ_LINE.invokeExact(console, (Locale) locale, format, (Object[]) arguments);
            } finally {
                if (shown) {
                    terminal.echo(true);
                }
            }
            if (!noNewLine) {
                ((PrintWriter) WRITER.invokeExact(console)).println();
            }
            return line == null ? null : line.toCharArray();
        } catch (IOException e) {
            throw new IOError(e);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
