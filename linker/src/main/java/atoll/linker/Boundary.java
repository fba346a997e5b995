package atoll.linker;

import atoll.kernel.Internals;
import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts the boundary hooks into the running JDK, and polls into JDK classes in which killed threads are stuck. Refuses
 * when a line of the table found no place.
 */
public final class Boundary implements ClassFileTransformer {
    private static final ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();
    /** Asked for on a thread of a process it would be the process's. */
    private static final ClassLoader HOST = ClassLoader.getSystemClassLoader();

    private static final int WHOLE_PACKAGE_ROUND = 5;

    private final Instrumentation instrumentation;
    private final MemberTable table;
    private final Weaver weaver;
    private final Set<String> hooked;
    private final Set<String> polled = ConcurrentHashMap.newKeySet();
    private final ConcurrentHashMap<String, Throwable> failures = new ConcurrentHashMap<>();

    private final Woven woven;
    private int wovenNow;

    private Boundary(Internals internals, MemberTable table, Woven woven) throws ClassNotFoundException {
        this.instrumentation = internals.instrumentation();
        this.table = table;
        this.woven = woven;
        this.hooked = Set.copyOf(table.wovenClasses());
        this.weaver = new Weaver(table, Class.forName("java.atoll.Hook"));
    }

    /**
     * Puts all hooks of {@code table} into this JVM, from {@code wovenFile} where that has them. Throws when this JDK
     * build does not have what a line names.
     */
    public static Boundary install(Internals internals, MemberTable table, Path wovenFile) {
        try {
            Boundary boundary = new Boundary(internals, table, Woven.read(wovenFile, table));
            boundary.weaveAll();
            table.initialised().forEach(Internals::initialise);
            internals.startTimers();
            return boundary;
        } catch (ClassNotFoundException | UnmodifiableClassException e) {
            throw new IllegalStateException("Atoll does not start: this JDK lacks " + e.getMessage(), e);
        }
    }

    /** Writes the woven classes to {@code file}, for faster starts. */
    public void save(Path file) throws IOException {
        woven.write(file);
    }

    /** The end of the boot: the JDK is as new for the programs to come. */
    public void booted() {
        Profiles.forget(instrumentation);
    }

    /** How many classes had to be woven because no woven form was kept. */
    public int wovenNow() {
        return wovenNow;
    }

    /**
     * Lets the JVM know {@code Hook} in the loaders whose classes are woven, so that it never asks them for it by name:
     * on a thread of a process they do not find it.
     */
    private static void makeHooksKnown() throws ClassNotFoundException {
        for (ClassLoader loader : List.of(PLATFORM, HOST)) {
            Class.forName("java.atoll.Hook", false, loader);
        }
    }

    private void weaveAll() throws ClassNotFoundException, UnmodifiableClassException {
        List<Class<?>> classes = new ArrayList<>();
        for (String name : table.wovenClasses()) {
            classes.add(Class.forName(name.replace('/', '.'), false, ClassLoader.getPlatformClassLoader()));
        }
        makeHooksKnown();
        instrumentation.addTransformer(this, true);
        instrumentation.retransformClasses(classes.toArray(Class<?>[]::new));
        if (!failures.isEmpty()) {
            var first = failures.entrySet().iterator().next();
            throw new IllegalStateException(
                    "Atoll does not start: cannot hook " + first.getKey().replace('/', '.'), first.getValue());
        }
        // What comes from the file was complete when it was written: the same table, the same bytes of the JDK.
        if (!weaver.missing().isEmpty()) {
            throw new IllegalStateException("Atoll does not start: this JDK has no place for " + weaver.missing());
        }
    }

    /**
     * Kill ladder, step 5: weaves polls into the JDK classes on the stacks of {@code threads}. A loop that is running
     * keeps its old code, so what it calls must poll; that may be on no stack that we see. From the second time on, all
     * loaded classes of the packages on the top of the stacks are woven.
     */
    public void pollStacks(List<Thread> threads, int round) {
        Set<Class<?>> classes = ConcurrentHashMap.newKeySet();
        for (Thread thread : threads) {
            StackTraceElement[] stack = StackPeek.of(thread);
            for (StackTraceElement frame : stack) {
                String name = frame.getClassName();
                if (frame.getModuleName() != null && Pollable.is(name) && polled.add(name.replace('.', '/'))) {
                    add(classes, name);
                }
            }
            if (round == WHOLE_PACKAGE_ROUND && stack.length > 0) {
                addPackage(classes, stack[0].getClassName());
            }
        }
        if (!classes.isEmpty()) {
            try {
                instrumentation.retransformClasses(classes.toArray(Class<?>[]::new));
            } catch (UnmodifiableClassException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void addPackage(Set<Class<?>> classes, String topClass) {
        int dot = topClass.lastIndexOf('.');
        if (dot < 0 || !Pollable.wholePackage(topClass.substring(0, dot))) {
            return;
        }
        String prefix = topClass.substring(0, dot + 1);
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            String name = type.getName();
            if (name.startsWith(prefix)
                    && name.indexOf('.', prefix.length()) < 0
                    && !type.isArray()
                    && !type.isHidden()
                    && polled.add(name.replace('.', '/'))) {
                add(classes, name);
            }
        }
    }

    private void add(Set<Class<?>> classes, String name) {
        try {
            Class<?> type = Class.forName(name, false, ClassLoader.getPlatformClassLoader());
            if (instrumentation.isModifiableClass(type)) {
                classes.add(type);
            }
        } catch (ClassNotFoundException e) {
            // A hidden class, or one of the application loader: not woven.
        }
    }

    @Override
    public byte @Nullable [] transform(
            Module module,
            @Nullable ClassLoader loader,
            String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        if (redefined == null) {
            return ofJdk(loader, module) && InitWeave.wants(name) ? InitWeave.weave(bytes) : null;
        }
        if (!hooked.contains(name) && !polled.contains(name)) {
            return null;
        }
        try {
            if (!polled.contains(name)) {
                return hook(name, bytes);
            }
            return PollWeaver.weave(hooked.contains(name) ? hook(name, bytes) : asHost(name, bytes));
        } catch (RuntimeException | Error e) {
            failures.put(name, e);
            return null;
        }
    }

    /** A class that is woven anew may not be initialised yet: its initialiser is the host's, as when it is loaded. */
    private static byte[] asHost(String name, byte[] bytes) {
        byte[] result = InitWeave.wants(name) ? InitWeave.weave(bytes) : null;
        return result == null ? bytes : result;
    }

    private static boolean ofJdk(@Nullable ClassLoader loader, Module module) {
        return loader == null
                || loader == PLATFORM
                || loader == HOST && module.isNamed() && module.getLayer() == ModuleLayer.boot();
    }

    private byte[] hook(String name, byte[] bytes) {
        byte[] known = woven.get(name, bytes);
        if (known == null) {
            known = asHost(name, weaver.weave(name, bytes));
            woven.put(name, bytes, known);
            wovenNow++;
        }
        return known;
    }
}
