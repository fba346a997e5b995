package guest.hostile;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Category 3: reflection on the kernel, on the boundary and on the inside of the JDK. */
public final class Mirrors {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private static final Map<String, Attempt> ATTEMPTS = Map.ofEntries(
            Map.entry("kernelByName", () -> Attempt.ESCAPED + Class.forName("atoll.kernel.Kernel")),
            Map.entry(
                    "embeddingByName",
                    () -> Attempt.ESCAPED
                            + Class.forName(
                                    "atoll.system.Atoll",
                                    true,
                                    ClassLoader.getSystemClassLoader().getParent())),
            Map.entry("hookByName", () -> Attempt.ESCAPED + Class.forName("java.atoll.Hook", true, null)),
            Map.entry("worldByArray", () -> Attempt.ESCAPED + Class.forName("[Ljava.atoll.World;", false, null)),
            Map.entry(
                    "worldByDescriptor",
                    () -> Attempt.ESCAPED + MethodType.fromMethodDescriptorString("()Ljava/atoll/World;", null)),
            Map.entry("hookByBootModule", Mirrors::hookByBootModule),
            Map.entry(
                    "hookByLookup",
                    () -> Attempt.ESCAPED + LOOKUP.in(String.class).findClass("java.atoll.Hook")),
            Map.entry("slotState", Mirrors::slotState),
            Map.entry("boundaryMembers", Mirrors::boundaryMembers),
            Map.entry(
                    "boundaryLookup",
                    () -> Attempt.ESCAPED
                            + MethodHandles.privateLookupIn(sys(), LOOKUP)
                                    .findStatic(sys(), "act", MethodType.methodType(void.class, int.class))),
            Map.entry("boundaryNeighbour", Mirrors::boundaryNeighbour),
            Map.entry("jdkField", () -> {
                Field group = Thread.class.getDeclaredField("holder");
                group.setAccessible(true);
                return Attempt.ESCAPED + group.get(Thread.currentThread());
            }),
            Map.entry("jdkMethod", () -> {
                Method method = ClassLoader.class.getDeclaredMethod(
                        "defineClass", String.class, byte[].class, int.class, int.class);
                method.setAccessible(true);
                return Attempt.ESCAPED + method;
            }),
            Map.entry("unsafe", () -> {
                Field field = Class.forName("jdk.internal.misc.Unsafe").getDeclaredField("theUnsafe");
                field.setAccessible(true);
                return Attempt.ESCAPED + field.get(null);
            }),
            Map.entry("addOpens", () -> {
                Object.class.getModule().addOpens("java.lang", Mirrors.class.getModule());
                return Attempt.ESCAPED + Object.class.getModule().isOpen("java.lang", Mirrors.class.getModule());
            }),
            Map.entry("implAddOpens", () -> {
                Method method = Module.class.getDeclaredMethod("implAddOpens", String.class);
                method.setAccessible(true);
                return Attempt.ESCAPED + method;
            }),
            Map.entry(
                    "sharedSecrets",
                    () -> Attempt.ESCAPED
                            + Class.forName("jdk.internal.access.SharedSecrets")
                                    .getMethod("getJavaLangAccess")
                                    .invoke(null)),
            Map.entry("finalStatic", () -> {
                Field field = Boolean.class.getField("TRUE");
                field.setAccessible(true);
                field.set(null, Boolean.FALSE);
                return Attempt.ESCAPED + Boolean.TRUE;
            }),
            Map.entry("stackClasses", Mirrors::stackClasses),
            Map.entry("callerClasses", Mirrors::callerClasses),
            Map.entry("streamClass", Mirrors::streamClass),
            Map.entry("newKilled", () -> Attempt.ESCAPED + Class.forName("java.atoll.Killed", true, null)));

    private Mirrors() {}

    private static Class<?> sys() throws ClassNotFoundException {
        return Class.forName("java.atoll.Sys", true, null);
    }

    private static Object hookByBootModule() throws Exception {
        Class<?> found = Class.forName(sys().getModule(), "java.atoll.Hook");
        return found == null ? "nothing there" : Attempt.ESCAPED + found;
    }

    /** The poll cells of all processes are on the boot loader: lowering one's own flag would make one unkillable. */
    private static Object slotState() throws Exception {
        int found = 0;
        for (int i = 0; i < 8; i++) {
            Class<?> slot;
            try {
                slot = Class.forName("java.atoll.S00" + i, true, null);
            } catch (ClassNotFoundException e) {
                continue;
            }
            found++;
            Field field = slot.getDeclaredField("state");
            field.setAccessible(true);
            field.setInt(null, 0);
        }
        return found == 0 ? "no slot" : Attempt.ESCAPED + found;
    }

    private static Object boundaryMembers() throws Exception {
        List<String> open = new ArrayList<>();
        for (String name : List.of("Sys", "Own")) {
            Class<?> type = Class.forName("java.atoll." + name, true, null);
            for (Method method : type.getDeclaredMethods()) {
                if (!Modifier.isPublic(method.getModifiers()) && method.trySetAccessible()) {
                    open.add(method.getName());
                }
            }
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isPublic(field.getModifiers()) && field.trySetAccessible()) {
                    open.add(field.getName());
                }
            }
        }
        return open.isEmpty() ? "nothing open" : Attempt.ESCAPED + open;
    }

    /** A class of one's own in the boundary's package would be free of the linker, and trusted by java.base. */
    private static Object boundaryNeighbour() throws Exception {
        byte[] bytes = java.lang.classfile.ClassFile.of()
                .build(java.lang.constant.ClassDesc.of("java.atoll.Evil"), c -> c.withFlags(1));
        return Attempt.ESCAPED + MethodHandles.privateLookupIn(sys(), LOOKUP).defineClass(bytes);
    }

    private static Object stackClasses() {
        List<String> foreign = StackWalker.getInstance(java.util.Set.of(
                        StackWalker.Option.RETAIN_CLASS_REFERENCE,
                        StackWalker.Option.SHOW_HIDDEN_FRAMES,
                        StackWalker.Option.SHOW_REFLECT_FRAMES))
                .walk(s -> s.map(StackWalker.StackFrame::getDeclaringClass)
                        .map(Class::getName)
                        .filter(Mirrors::kernel)
                        .toList());
        return foreign.isEmpty() ? "no kernel frame" : Attempt.ESCAPED + foreign;
    }

    private static boolean kernel(String name) {
        return name.startsWith("atoll.") || name.startsWith("java.atoll.");
    }

    /** The classes on the stack as a security manager sees them: what can be done with the kernel's? */
    private static Object callerClasses() {
        class Context extends SecurityManager {
            @Override
            protected Class<?>[] getClassContext() {
                return super.getClassContext();
            }
        }
        List<String> open = new ArrayList<>();
        for (Class<?> type : new Context().getClassContext()) {
            if (kernel(type.getName())) {
                members(type, open);
            }
        }
        return open.isEmpty() ? "nothing open" : Attempt.ESCAPED + open;
    }

    private static void members(Class<?> type, List<String> open) {
        for (Field field : type.getDeclaredFields()) {
            if (field.trySetAccessible()) {
                open.add(type.getSimpleName() + "." + field.getName());
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers()) || method.trySetAccessible()) {
                open.add(type.getSimpleName() + "." + method.getName());
            }
        }
        try {
            LOOKUP.findStatic(type, "current", MethodType.methodType(Object.class));
        } catch (NoSuchMethodException | IllegalAccessException e) {
            try {
                open.add(MethodHandles.privateLookupIn(type, LOOKUP).toString());
            } catch (IllegalAccessException | RuntimeException refused) {
                // Refused, as it should be.
            }
        }
    }

    /** The class of the stream behind System.out is one of the boundary's. */
    private static Object streamClass() throws Exception {
        List<String> open = new ArrayList<>();
        members(System.class.getField("out").get(null).getClass(), open);
        return open.isEmpty() ? "nothing open" : Attempt.ESCAPED + open;
    }

    public static void main(String[] args) throws Exception {
        Attempt.main(args, ATTEMPTS);
    }
}
