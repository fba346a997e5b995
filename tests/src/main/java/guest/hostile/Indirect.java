package guest.hostile;

import java.io.FileInputStream;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.CallSite;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessFlag;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;

/** Category 2: the same calls in every indirect form. */
public final class Indirect {
    private static final String SECRET = System.getProperty("secret");
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final ClassDesc RUNTIME = ClassDesc.of("java.lang.Runtime");

    private static final Map<String, Attempt> ATTEMPTS = Map.ofEntries(
            Map.entry("exitReference", () -> {
                IntConsumer exit = System::exit;
                exit.accept(3);
                return Attempt.ESCAPED;
            }),
            Map.entry("haltHandle", () -> {
                LOOKUP.findVirtual(Runtime.class, "halt", MethodType.methodType(void.class, int.class))
                        .invoke(Runtime.getRuntime(), 3);
                return Attempt.ESCAPED;
            }),
            Map.entry("shutdownClass", () -> {
                var exit = Class.forName("java.lang.Shutdown").getDeclaredMethod("exit", int.class);
                exit.setAccessible(true);
                exit.invoke(null, 3);
                return Attempt.ESCAPED;
            }),
            Map.entry("execHandle", () -> Attempt.ESCAPED + exec().invoke(Runtime.getRuntime(), "/bin/true")),
            Map.entry("execBoundLambda", () -> Attempt.ESCAPED + metafactory().call()),
            Map.entry(
                    "execReflection",
                    () -> Attempt.ESCAPED
                            + Runtime.class.getMethod("exec", String.class).invoke(Runtime.getRuntime(), "/bin/true")),
            Map.entry("execProxy", () -> Attempt.ESCAPED + proxy().call()),
            Map.entry(
                    "execHandleProxy",
                    () -> Attempt.ESCAPED
                            + MethodHandleProxies.asInterfaceInstance(
                                            Callable.class,
                                            MethodHandles.insertArguments(exec(), 0, Runtime.getRuntime(), "/bin/true")
                                                    .asType(MethodType.methodType(Object.class)))
                                    .call()),
            Map.entry(
                    "readConstructorHandle",
                    () -> Attempt.ESCAPED
                            + ((InputStream) LOOKUP.findConstructor(
                                                    FileInputStream.class,
                                                    MethodType.methodType(void.class, String.class))
                                            .invoke(SECRET))
                                    .read()),
            Map.entry(
                    "readCondy",
                    () -> Attempt.ESCAPED + constant(condy(), "condy").call()),
            Map.entry("readIndy", () -> Attempt.ESCAPED + indy().call()),
            Map.entry(
                    "handleConstant",
                    () -> Attempt.ESCAPED
                            + constant(handleConstant(), "constant").call()),
            Map.entry(
                    "privateVarHandle",
                    () -> Attempt.ESCAPED
                            + MethodHandles.privateLookupIn(java.io.File.class, LOOKUP)
                                    .findVarHandle(java.io.File.class, "path", String.class)
                                    .get(new java.io.File("x"))),
            Map.entry("systemOutField", Indirect::systemOutField));

    private Indirect() {}

    private static MethodHandle exec() throws ReflectiveOperationException {
        return LOOKUP.findVirtual(Runtime.class, "exec", MethodType.methodType(Process.class, String.class));
    }

    @SuppressWarnings("unchecked")
    private static Callable<Object> metafactory() throws Throwable {
        CallSite site = LambdaMetafactory.metafactory(
                LOOKUP,
                "apply",
                MethodType.methodType(java.util.function.BiFunction.class),
                MethodType.methodType(Object.class, Object.class, Object.class),
                exec(),
                MethodType.methodType(Process.class, Runtime.class, String.class));
        var function = (java.util.function.BiFunction<Runtime, String, Object>)
                site.getTarget().invoke();
        return () -> function.apply(Runtime.getRuntime(), "/bin/true");
    }

    @SuppressWarnings("unchecked")
    private static Callable<Object> proxy() {
        return (Callable<Object>) Proxy.newProxyInstance(
                Indirect.class.getClassLoader(), new Class<?>[] {Callable.class}, (p, m, a) -> {
                    try {
                        return Runtime.class.getMethod("exec", String.class).invoke(Runtime.getRuntime(), "/bin/true");
                    } catch (java.lang.reflect.InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** A constant that {@code ConstantBootstraps.invoke} makes by calling {@code Files.readString}. */
    private static DynamicConstantDesc<?> condy() {
        ClassDesc files = ClassDesc.of("java.nio.file.Files");
        ClassDesc path = ClassDesc.of("java.nio.file.Path");
        DirectMethodHandleDesc read = MethodHandleDesc.ofMethod(
                DirectMethodHandleDesc.Kind.STATIC,
                files,
                "readString",
                MethodTypeDesc.of(ConstantDescs.CD_String, path));
        DirectMethodHandleDesc of = MethodHandleDesc.ofMethod(
                DirectMethodHandleDesc.Kind.INTERFACE_STATIC,
                path,
                "of",
                MethodTypeDesc.of(path, ConstantDescs.CD_String, ConstantDescs.CD_String.arrayType()));
        return DynamicConstantDesc.ofNamed(
                ConstantDescs.BSM_INVOKE,
                "secret",
                ConstantDescs.CD_String,
                read,
                DynamicConstantDesc.ofNamed(ConstantDescs.BSM_INVOKE, "path", path, of, SECRET));
    }

    /** An exec as a constant: its receiver, too, is one. */
    private static DynamicConstantDesc<?> handleConstant() {
        return DynamicConstantDesc.ofNamed(
                ConstantDescs.BSM_INVOKE,
                "process",
                ClassDesc.of("java.lang.Process"),
                MethodHandleDesc.ofMethod(
                        DirectMethodHandleDesc.Kind.VIRTUAL,
                        RUNTIME,
                        "exec",
                        MethodTypeDesc.of(ClassDesc.of("java.lang.Process"), ConstantDescs.CD_String)),
                DynamicConstantDesc.ofNamed(
                        ConstantDescs.BSM_INVOKE,
                        "runtime",
                        RUNTIME,
                        MethodHandleDesc.ofMethod(
                                DirectMethodHandleDesc.Kind.STATIC, RUNTIME, "getRuntime", MethodTypeDesc.of(RUNTIME))),
                "/bin/true");
    }

    private static Callable<Object> constant(DynamicConstantDesc<?> constant, String name) throws Throwable {
        return made(name, code -> code.ldc(constant).areturn());
    }

    private static Callable<Object> indy() throws Throwable {
        ClassDesc stream = ClassDesc.of("java.io.FileInputStream");
        var site = java.lang.constant.DynamicCallSiteDesc.of(
                MethodHandleDesc.ofMethod(
                        DirectMethodHandleDesc.Kind.STATIC,
                        ClassDesc.of("guest.hostile.Indirect"),
                        "bootstrap",
                        MethodTypeDesc.ofDescriptor("(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;"
                                + "Ljava/lang/invoke/MethodType;Ljava/lang/invoke/MethodHandle;)"
                                + "Ljava/lang/invoke/CallSite;")),
                "open",
                MethodTypeDesc.of(stream, ConstantDescs.CD_String),
                MethodHandleDesc.ofConstructor(stream, ConstantDescs.CD_String));
        return made(
                "indy", code -> code.loadConstant(SECRET).invokedynamic(site).areturn());
    }

    /** Called by the JVM for {@link #indy}. */
    public static CallSite bootstrap(MethodHandles.Lookup lookup, String name, MethodType type, MethodHandle target) {
        return new java.lang.invoke.ConstantCallSite(target.asType(type));
    }

    private static Callable<Object> made(String name, java.util.function.Consumer<java.lang.classfile.CodeBuilder> body)
            throws Throwable {
        ClassDesc self = ClassDesc.of("guest.hostile.Made" + name);
        byte[] bytes = ClassFile.of()
                .build(
                        self,
                        c -> c.withFlags(AccessFlag.PUBLIC)
                                .withMethodBody(
                                        "call",
                                        MethodTypeDesc.of(ConstantDescs.CD_Object),
                                        ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                                        body));
        MethodHandles.Lookup made = LOOKUP.defineHiddenClass(bytes, true);
        MethodHandle call = made.findStatic(made.lookupClass(), "call", MethodType.methodType(Object.class));
        return () -> {
            try {
                return call.invoke();
            } catch (Exception | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        };
    }

    /** The static field itself is what every process shares; through it a process finds its own stream only. */
    private static Object systemOutField() throws Throwable {
        var out = (java.io.PrintStream) System.class.getField("out").get(null);
        var same = (java.io.PrintStream) LOOKUP.findStaticGetter(System.class, "out", java.io.PrintStream.class)
                .invoke();
        out.println("by reflection");
        same.println("by handle");
        out.close();
        return out == same ? "own stream closed" : Attempt.ESCAPED + Path.of("/");
    }

    public static void main(String[] args) throws Exception {
        Attempt.main(args, ATTEMPTS);
    }
}
