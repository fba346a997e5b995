package atoll.system;

import atoll.kernel.Process;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** What the user's signals do to the process that the command line runs. */
public final class Signals {
    private static final List<String> ENDING = List.of("INT", "TERM", "HUP");

    /** Added to the number of the signal that ended a process, as a shell reports it. */
    private static final int SIGNALLED = 128;

    // Guarded by this.
    private @Nullable Process process;
    private int first;
    private boolean again;

    /** From here on signals wait for the process; to be called before it exists, so that none is missed. */
    static Signals listen() {
        Signals signals = new Signals();
        for (String name : ENDING) {
            on(name, signals::received);
        }
        return signals;
    }

    /** From here on the host's signal has that effect, which is given its number. */
    public static void on(String name, IntConsumer effect) {
        try {
            handle(name, effect);
        } catch (InvocationTargetException e) {
            // The JVM was told not to handle signals (-Xrs): the system's own effect stays.
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JDK has no sun.misc.Signal", e);
        }
    }

    /** The first signal ends {@code target} with its shutdown hooks, as the JVM does; the second kills it. */
    synchronized void endOrKill(Process target) {
        process = target;
        if (first != 0) {
            target.terminate(SIGNALLED + first);
        }
        if (again) {
            target.kill();
        }
    }

    /** The signal that has this number, from whomever. */
    synchronized void received(int number) {
        again = first != 0;
        first = again ? first : number;
        if (process != null) {
            endOrKill(process);
        }
    }

    /** By reflection, for javac warns of {@code sun.misc.Signal} in a way that nothing silences. */
    private static void handle(String name, IntConsumer effect) throws ReflectiveOperationException {
        Class<?> type = Class.forName("sun.misc.Signal");
        Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
        Object signal = type.getConstructor(String.class).newInstance(name);
        int number = (int) type.getMethod("getNumber").invoke(signal);
        Object handler = Proxy.newProxyInstance(
                Signals.class.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, words) -> {
                    return answer(proxy, method.getName(), words, () -> effect.accept(number));
                });
        type.getMethod("handle", type, handlerType).invoke(null, signal, handler);
    }

    private static @Nullable Object answer(Object proxy, String method, Object @Nullable [] words, Runnable effect) {
        return switch (method) {
            case "handle" -> {
                effect.run();
                yield null;
            }
            case "equals" -> words != null && words[0] == proxy;
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "handler";
        };
    }
}
