package java.atoll;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.ServiceLoader;

/** More hooks: named modules of a process, and the services of the JDK's tools. */
public final class Modules {
    private static final VarHandle LOOKING;
    private static final VarHandle SERVICE;
    private static final MethodHandle READ;
    private static final MethodHandle ALLOCATE;

    static {
        try {
            MethodHandles.Lookup here = MethodHandles.lookup();
            Class<?> iterator = Class.forName("java.util.ServiceLoader$ModuleServicesLookupIterator");
            LOOKING = MethodHandles.privateLookupIn(iterator, here)
                    .findVarHandle(iterator, "this$0", ServiceLoader.class);
            SERVICE = MethodHandles.privateLookupIn(ServiceLoader.class, here)
                    .findVarHandle(ServiceLoader.class, "serviceName", String.class);
            READ = MethodHandles.privateLookupIn(Module.class, here)
                    .findVirtual(Module.class, "implAddReads", MethodType.methodType(void.class, Module.class));
            Class<?> unsafe = Class.forName("jdk.internal.misc.Unsafe");
            MethodHandles.Lookup inside = MethodHandles.privateLookupIn(unsafe, here);
            Object instance = inside.findStatic(unsafe, "getUnsafe", MethodType.methodType(unsafe))
                    .invoke();
            ALLOCATE = inside.findVirtual(unsafe, "allocateInstance", MethodType.methodType(Object.class, Class.class))
                    .bindTo(instance);
        } catch (Throwable e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Modules() {}

    /** An object without its constructor; {@link Sys#instance} says of which classes. */
    static Object instance(Class<?> type) throws InstantiationException {
        if (java.lang.reflect.Modifier.isAbstract(type.getModifiers())) {
            throw new InstantiationException(type.getName());
        }
        try {
            return ALLOCATE.invokeExact(type);
        } catch (InstantiationException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** The classes of a named module of a process are rewritten too, and call the boundary. */
    public static void made(Object module) throws Throwable {
        if (Identity.owner() != null) {
            READ.invokeExact((Module) module, Modules.class.getModule());
        }
    }

    /** A look-up of services comes to the modules of {@code loader}. */
    public static void services(Object iterator, Object loader) {
        World world = Identity.current();
        if (world != null) {
            Object looking = LOOKING.get(iterator);
            world.services((String) SERVICE.get((ServiceLoader<?>) looking), (ClassLoader) loader);
        }
    }
}
