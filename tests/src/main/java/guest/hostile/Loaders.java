package guest.hostile;

import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Category 5: class loaders and modules. */
public final class Loaders {
    private static final ClassLoader OURS = ClassLoader.getSystemClassLoader();
    /** The host's application loader, which the layer of the JDK's own modules shows. */
    private static final ClassLoader HOSTS = ModuleLayer.boot().findLoader("jdk.compiler");

    private static final Map<String, Attempt> ATTEMPTS = Map.ofEntries(
            Map.entry("parent", () -> Attempt.ESCAPED + HOSTS.loadClass("atoll.kernel.Kernel")),
            Map.entry("parentPackages", Loaders::parentPackages),
            Map.entry("resources", Loaders::resources),
            Map.entry("attachByModule", () -> {
                var module = ModuleLayer.boot().findModule("jdk.attach").orElseThrow();
                Class<?> found = Class.forName(module, "com.sun.tools.attach.VirtualMachine");
                return found == null ? "nothing there" : Attempt.ESCAPED + found;
            }),
            Map.entry(
                    "attachByLayer",
                    () -> Attempt.ESCAPED
                            + ModuleLayer.boot()
                                    .findLoader("jdk.attach")
                                    .loadClass("com.sun.tools.attach.VirtualMachine")),
            Map.entry("hostTools", () -> Attempt.ESCAPED + HOSTS.loadClass("com.sun.tools.javac.Main")),
            Map.entry("hostToolsByModule", () -> {
                var module = ModuleLayer.boot().findModule("jdk.compiler").orElseThrow();
                Class<?> found = Class.forName(module, "com.sun.tools.javac.Main");
                return found == null ? "nothing there" : Attempt.ESCAPED + found;
            }),
            Map.entry("defineJava", () -> Attempt.ESCAPED + new Own(null).define("java.lang.Evil")),
            Map.entry("defineBoundary", () -> Attempt.ESCAPED + new Own(null).define("java.atoll.Evil")),
            Map.entry(
                    "defineKernel",
                    () -> new Own(OURS).define("atoll.kernel.Kernel").getName().length()),
            Map.entry(
                    "nullParent",
                    () -> Attempt.ESCAPED + new URLClassLoader(new URL[0], null).loadClass("java.atoll.World")),
            Map.entry("bootAppend", () -> {
                var method = HOSTS.getClass().getDeclaredMethod("appendToClassPathForInstrumentation", String.class);
                method.setAccessible(true);
                return Attempt.ESCAPED + method;
            }),
            Map.entry("assertions", () -> {
                HOSTS.setDefaultAssertionStatus(true);
                HOSTS.setPackageAssertionStatus("atoll", true);
                return "set";
            }),
            Map.entry("neighbourOfJdk", () -> {
                byte[] bytes = ClassFile.of().build(ClassDesc.of("java.util.Evil"), c -> c.withFlags(1));
                return Attempt.ESCAPED
                        + java.lang.invoke.MethodHandles.lookup().in(List.class).defineClass(bytes);
            }),
            Map.entry("slotByHand", Loaders::slotByHand),
            Map.entry("hookByHand", Loaders::hookByHand),
            Map.entry("unpolled", Loaders::unpolled),
            Map.entry("moduleLayer", Loaders::moduleLayer));

    private Loaders() {}

    /** A loader of the program's own. */
    static final class Own extends ClassLoader {
        Own(ClassLoader parent) {
            super(parent);
        }

        Class<?> define(String name) {
            byte[] bytes = ClassFile.of().build(ClassDesc.of(name), c -> c.withFlags(1));
            return defineClass(name, bytes, 0, bytes.length);
        }

        Class<?> define(byte[] bytes) {
            return defineClass(null, bytes, 0, bytes.length);
        }
    }

    private static Object parentPackages() {
        List<String> seen = new ArrayList<>();
        for (ClassLoader loader = HOSTS; loader != null; loader = loader.getParent()) {
            for (Package p : loader.getDefinedPackages()) {
                if (p.getName().startsWith("atoll") || p.getName().startsWith("org.junit")) {
                    seen.add(p.getName());
                }
            }
        }
        for (Package p : Package.getPackages()) {
            if (p.getName().startsWith("atoll")) {
                seen.add(p.getName());
            }
        }
        return seen.isEmpty() ? "nothing there" : Attempt.ESCAPED + seen;
    }

    private static Object resources() throws Exception {
        List<Object> seen = new ArrayList<>();
        String name = "atoll/kernel/Kernel.class";
        seen.addAll(Collections.list(OURS.getResources(name)));
        seen.addAll(Collections.list(HOSTS.getResources(name)));
        seen.addAll(Collections.list(ClassLoader.getSystemResources("atoll/linker/jdk.table")));
        seen.addAll(Collections.list(HOSTS.getResources("META-INF/MANIFEST.MF")));
        if (HOSTS.getUnnamedModule().getResourceAsStream(name) != null) {
            seen.add("module");
        }
        if (Object.class.getResource("/java/atoll/Hook.class") != null) {
            seen.add(Object.class.getResource("/java/atoll/Hook.class"));
        }
        return seen.isEmpty() ? "nothing there" : Attempt.ESCAPED + seen;
    }

    /** Bytecode that names the boundary: what it may call is harmless, the rest is not there. */
    private static Object slotByHand() throws Exception {
        Class<?> type = new Own(OURS)
                .define(calling(
                        "java.atoll.Own",
                        "put",
                        "(Ljava/lang/Object;I)Z",
                        code -> code.aconst_null().iconst_0()));
        type.getMethod("run").invoke(null);
        return "own properties lost: " + (System.getProperty("java.version") == null);
    }

    private static Object hookByHand() throws Exception {
        Class<?> type = new Own(OURS).define(calling("java.atoll.Hook", "guest", "()Z", code -> {}));
        return Attempt.ESCAPED + type.getMethod("run").invoke(null);
    }

    /** The placeholder of the linker, named by hand. */
    private static Object unpolled() throws Exception {
        Class<?> type = new Own(OURS).define(calling("java.atoll.Slot", "poll", "()V", code -> {}));
        type.getMethod("run").invoke(null);
        return Attempt.ESCAPED;
    }

    private static byte[] calling(
            String owner,
            String name,
            String type,
            java.util.function.Consumer<java.lang.classfile.CodeBuilder> arguments) {
        return ClassFile.of()
                .build(
                        ClassDesc.of("guest.hostile.ByHand"),
                        c -> c.withFlags(1)
                                .withMethodBody(
                                        "run",
                                        MethodTypeDesc.of(ConstantDescs.CD_void),
                                        ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                                        code -> {
                                            arguments.accept(code);
                                            code.invokestatic(
                                                    ClassDesc.of(owner), name, MethodTypeDesc.ofDescriptor(type));
                                            if (!type.endsWith("V")) {
                                                code.pop();
                                            }
                                            code.return_();
                                        }));
    }

    /** A named module of one's own, that reads and is granted nothing. */
    private static Object moduleLayer() throws Exception {
        Configuration configuration = ModuleLayer.boot()
                .configuration()
                .resolve(ModuleFinder.ofSystem(), ModuleFinder.of(), List.of("java.base"));
        ModuleLayer layer = ModuleLayer.boot().defineModulesWithOneLoader(configuration, OURS);
        layer.modules().forEach(m -> m.getDescriptor());
        var boot = ModuleLayer.boot().findModule("java.base").orElseThrow();
        boot.addReads(Loaders.class.getModule());
        return boot.isOpen("java.lang", Loaders.class.getModule()) ? Attempt.ESCAPED : "nothing opened";
    }

    public static void main(String[] args) throws Exception {
        Attempt.main(args, ATTEMPTS);
    }
}
