package atoll.personality.java;

import atoll.kernel.Internals;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** Finds a program's main method by the rules of the {@code java} launcher (JEP 512), on its main thread. */
final class Launcher {
    private static final MethodType RUN = MethodType.methodType(void.class);
    private static final MethodType CALL = MethodType.methodType(void.class, Object.class);
    private static final MethodHandle FIND;
    private static final MethodHandle OPEN;

    static {
        try {
            Class<?> finder = Class.forName("jdk.internal.misc.MethodFinder");
            FIND = MethodHandles.privateLookupIn(finder, MethodHandles.lookup())
                    .findStatic(finder, "findMainMethod", MethodType.methodType(Method.class, Class.class));
            OPEN = MethodHandles.privateLookupIn(AccessibleObject.class, MethodHandles.lookup())
                    .findVirtual(
                            AccessibleObject.class,
                            "setAccessible0",
                            MethodType.methodType(boolean.class, boolean.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Launcher() {}

    /** What calls {@code main} with {@code arguments}: see {@link MainCall}. */
    static Runnable main(ClassLoader loader, String className, String[] arguments, Internals internals)
            throws Throwable {
        Class<?> type = load(loader, className);
        Method main = find(type);
        boolean without = main.getParameterCount() == 0;
        MethodHandles.Lookup lookup = internals.fullLookup(type);
        if (!Modifier.isStatic(main.getModifiers())) {
            MethodHandle handle = lookup.unreflect(main).asFixedArity().bindTo(instance(type));
            return new InstanceMain(
                    without ? handle.asType(RUN) : MethodHandles.insertArguments(handle, 0, (Object) arguments));
        }
        MethodHandles.Lookup call =
                lookup.defineHiddenClass(MainCall.bytes(type, without), false, MethodHandles.Lookup.ClassOption.STRONG);
        return (Runnable) internals
                .fullLookup(call.lookupClass())
                .findConstructor(call.lookupClass(), CALL)
                .invoke((Object) arguments);
    }

    /** On the main thread: a jar is one of the process's files. */
    static String mainClass(Program program) throws NoMain {
        if (!program.mainClass().isEmpty()) {
            return program.mainClass();
        }
        Path jar = program.classPath().getFirst();
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            String main = manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
            if (main == null || main.isBlank()) {
                throw new NoMain(jar + ": no main class in its manifest");
            }
            return main.strip().replace('/', '.');
        } catch (IOException e) {
            throw new NoMain(jar + ": " + e.getMessage());
        }
    }

    private record InstanceMain(MethodHandle main) implements Runnable {
        @Override
        public void run() {
            try {
                main.invokeExact();
            } catch (Throwable e) {
                throw Refusal.<RuntimeException>sneak(e);
            }
        }
    }

    private static Class<?> load(ClassLoader loader, String name) throws NoMain {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            Throwable cause = e.getCause();
            throw new NoMain("main class " + name + (cause == null ? " not found" : " cannot be read: " + cause));
        } catch (LinkageError e) {
            throw new NoMain("main class " + name + " cannot be loaded: " + e);
        }
    }

    private static Method find(Class<?> type) throws NoMain {
        try {
            Method main = (Method) FIND.invoke(type);
            if (main != null) {
                return main;
            }
        } catch (LinkageError e) {
            throw new NoMain("main class " + type.getName() + " cannot be loaded: " + e);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            // As not found.
        }
        throw new NoMain("no main method in class " + type.getName());
    }

    /** A main method needs not be public, nor its package exported: the launcher calls it from the JVM. */
    private static void open(AccessibleObject member) {
        try {
            boolean opened = (boolean) OPEN.invokeExact(member, true);
            assert opened;
        } catch (Throwable e) {
            throw Refusal.<RuntimeException>sneak(e);
        }
    }

    /** What the constructor throws is the program's, as if {@code main} had thrown it. */
    private static Object instance(Class<?> type) throws ReflectiveOperationException {
        var constructor = type.getDeclaredConstructor();
        open(constructor);
        try {
            return constructor.newInstance();
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            throw Refusal.<RuntimeException>sneak(cause == null ? e : cause);
        }
    }

    /** The program cannot start: one line for its user. */
    static final class NoMain extends Exception {
        private static final long serialVersionUID = 1L;

        NoMain(String message) {
            super(message);
        }
    }
}
