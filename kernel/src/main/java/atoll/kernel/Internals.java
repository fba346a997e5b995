package atoll.kernel;

import atoll.contract.Names;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/** All that the kernel touches inside this JDK build, in one place: if a member is missing here, Atoll refuses to start. */
public final class Internals {
    private static final List<String> PACKAGES = List.of(
            "java.lang",
            "java.lang.invoke",
            "java.lang.reflect",
            "java.io",
            "java.net",
            "java.util",
            "java.util.concurrent",
            "java.util.zip",
            "sun.nio.ch",
            "sun.nio.fs",
            "sun.net.www.http",
            "sun.net.www.protocol.http",
            "sun.net.www.protocol.jar",
            "sun.security.jca",
            "jdk.internal.io",
            "jdk.internal.loader",
            "jdk.internal.misc");

    private final Instrumentation instrumentation;
    private final Interrupts interrupts;
    private final VarHandle messages;
    private final MethodHandle threadState;

    /** Opens what is needed of {@code java.base} to the boundary and the kernel. */
    public Internals(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
        open(Object.class.getModule(), PACKAGES);
        try {
            interrupts = new Interrupts();
            threadState = fullLookup(Thread.class)
                    .findVirtual(Thread.class, "threadState", MethodType.methodType(Thread.State.class));
            messages = fullLookup(Throwable.class).findVarHandle(Throwable.class, "detailMessage", String.class);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JDK's Thread or Throwable is not the one Atoll knows", e);
        }
    }

    /** Opens packages of {@code module} to the boundary and to the kernel's own module. */
    public void open(Module module, List<String> packages) {
        Map<String, Set<Module>> opens = new HashMap<>();
        Set<Module> to = Set.of(java.atoll.World.class.getModule(), Internals.class.getModule());
        for (String name : packages) {
            if (module.getPackages().contains(name)) {
                opens.put(name, to);
            }
        }
        instrumentation.redefineModule(module, Set.of(), Map.of(), opens, Set.of(), Map.of());
    }

    public Instrumentation instrumentation() {
        return instrumentation;
    }

    /** From now on {@code space} answers what processes ask by name. */
    void answerNames(Names.Space space) {
        try {
            fullLookup(Names.class)
                    .findStaticVarHandle(Names.class, "space", Names.Space.class)
                    .setVolatile(space);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The message that a throwable was made with; what it would say itself is code of whoever threw it. */
    @Nullable String message(Throwable thrown) {
        return (@Nullable String) messages.get(thrown);
    }

    /** Interrupts without calling any code of the process. */
    void interrupt(Thread thread) {
        try {
            interrupts.interrupt(thread);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a platform thread waits. Calls no code of the process: {@code Thread.getState} may be its own. */
    boolean isWaiting(Thread thread) {
        if (thread.isVirtual()) {
            return false;
        }
        try {
            Thread.State state = (Thread.State) threadState.invokeExact(thread);
            return state != Thread.State.NEW && state != Thread.State.RUNNABLE;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Starts the JVM's threads that wake sleeping virtual threads: whoever sleeps first starts them, as threads of its
     * own, and takes them along when it dies.
     */
    public void startTimers() {
        try {
            Class<?> type = Class.forName("java.lang.VirtualThread$DelayedTaskSchedulers");
            Object all = fullLookup(type)
                    .findStaticGetter(type, "INSTANCE", ScheduledExecutorService[].class)
                    .invoke();
            for (ScheduledExecutorService one : (ScheduledExecutorService[]) all) {
                ((ThreadPoolExecutor) one).prestartAllCoreThreads();
            }
        } catch (Throwable e) {
            throw new IllegalStateException("this JDK's timers of virtual threads are not those that Atoll knows", e);
        }
    }

    /** Initialises a class of the JDK; one that cannot be is left to the JVM's own answer when it is used. */
    public static void initialise(String className) {
        try {
            Class.forName(className, true, ClassLoader.getPlatformClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            // Who uses the class gets this, or what the JVM makes of it.
        }
    }

    /** A look-up with all rights in {@code type}: what {@code privateLookupIn} gives lacks the module's. */
    public MethodHandles.Lookup fullLookup(Class<?> type) {
        try {
            java.lang.reflect.Field all = MethodHandles.Lookup.class.getDeclaredField("IMPL_LOOKUP");
            all.setAccessible(true);
            return ((MethodHandles.Lookup) all.get(null)).in(type);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JDK's Lookup is not the one Atoll knows", e);
        }
    }

    /** {@code (String, byte[], int, int) Class}: defines a class on the boot loader. */
    MethodHandle bootDefiner() {
        try {
            Class<?> unsafe = Class.forName("jdk.internal.misc.Unsafe");
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(unsafe, MethodHandles.lookup());
            Object instance = lookup.findStatic(unsafe, "getUnsafe", MethodType.methodType(unsafe))
                    .invoke();
            MethodHandle define = lookup.findVirtual(
                    unsafe,
                    "defineClass",
                    MethodType.methodType(
                            Class.class,
                            String.class,
                            byte[].class,
                            int.class,
                            int.class,
                            ClassLoader.class,
                            java.security.ProtectionDomain.class));
            return MethodHandles.insertArguments(define.bindTo(instance), 4, null, null);
        } catch (Throwable e) {
            throw new IllegalStateException("this JDK's Unsafe is not the one Atoll knows", e);
        }
    }
}
