package guest.hostile;

import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.ModuleAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.constant.ModuleDesc;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.List;
import java.util.Map;
import javax.management.ObjectName;

/** Categories 6 and 7: the JVM's tool doors, native code and memory. */
public final class Doors {
    private static final Map<String, Attempt> ATTEMPTS = Map.ofEntries(
            Map.entry("attach", () -> Attempt.ESCAPED + Class.forName("com.sun.tools.attach.VirtualMachine")),
            Map.entry("instrument", () -> Attempt.ESCAPED + Class.forName("sun.instrument.InstrumentationImpl")),
            Map.entry("jfr", () -> Attempt.ESCAPED + Class.forName("jdk.jfr.Recording")),
            Map.entry("jfrBean", () -> bean("jdk.management.jfr:type=FlightRecorder", "newRecording")),
            Map.entry(
                    "heapDump",
                    () -> bean("com.sun.management:type=HotSpotDiagnostic", "dumpHeap", "/tmp/x.hprof", true)),
            Map.entry(
                    "vmOption",
                    () -> bean("com.sun.management:type=HotSpotDiagnostic", "setVMOption", "HeapDumpPath", "/")),
            Map.entry(
                    "agentLoad",
                    () -> bean("com.sun.management:type=DiagnosticCommand", "jvmtiAgentLoad", (Object)
                            new String[] {"/x.so"})),
            Map.entry(
                    "threadDump",
                    () -> Attempt.ESCAPED + ManagementFactory.getThreadMXBean().dumpAllThreads(false, false).length),
            Map.entry("threadIds", () -> {
                var threads = ManagementFactory.getThreadMXBean();
                boolean foreign = threads.getThreadInfo(1) != null || threads.getAllThreadIds().length > 20;
                return foreign ? Attempt.ESCAPED : "own threads";
            }),
            Map.entry(
                    "jvmArguments",
                    () -> ManagementFactory.getRuntimeMXBean()
                                    .getInputArguments()
                                    .isEmpty()
                            ? "no arguments"
                            : Attempt.ESCAPED),
            Map.entry("loadLibrary", Attempt.works(() -> System.load("/lib/x86_64-linux-gnu/libm.so.6"))),
            Map.entry(
                    "reinterpret",
                    () -> Attempt.ESCAPED
                            + MemorySegment.ofAddress(0)
                                    .reinterpret(Long.MAX_VALUE)
                                    .byteSize()),
            Map.entry(
                    "linker",
                    () -> Attempt.ESCAPED
                            + Linker.nativeLinker()
                                    .downcallHandle(
                                            MemorySegment.ofAddress(1), FunctionDescriptor.of(ValueLayout.JAVA_INT))),
            Map.entry("namedModule", Doors::namedModule),
            Map.entry(
                    "sunUnsafe",
                    () -> Attempt.ESCAPED + unsafe().objectFieldOffset(String.class.getDeclaredField("value"))),
            Map.entry(
                    "sunUnsafeOfHost",
                    () -> Attempt.ESCAPED + ClassLoader.getPlatformClassLoader().loadClass("sun.misc.Unsafe")),
            Map.entry("unsafeMemory", () -> Attempt.ESCAPED + unsafe().allocateMemory(8)),
            Map.entry("unsafeAddress", () -> Attempt.ESCAPED + unsafe().getLong(4096L)),
            Map.entry("unsafeHeap", () -> Attempt.ESCAPED + unsafe().getInt(new Object(), 8L)),
            Map.entry("unsafeToken", () -> Attempt.ESCAPED + unsafe().getInt(new Object(), 1L << 40)),
            Map.entry("unsafeBounds", () -> Attempt.ESCAPED + unsafe().getLong(new byte[8], 17L)),
            Map.entry("unsafeThread", () -> Attempt.ESCAPED + unsafe().allocateInstance(Thread.class)),
            Map.entry("pkcs11", () -> {
                var provider = Security.getProvider("SunPKCS11");
                return provider == null
                        ? "no provider"
                        : Attempt.ESCAPED + provider.configure("/readable/readable.txt");
            }));

    private Doors() {}

    private static Object bean(String name, String operation, Object... arguments) throws Exception {
        String[] types = new String[arguments.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = arguments[i] instanceof Boolean
                    ? "boolean"
                    : arguments[i].getClass().getName();
        }
        try {
            return Attempt.ESCAPED
                    + ManagementFactory.getPlatformMBeanServer()
                            .invoke(new ObjectName(name), operation, arguments, types);
        } catch (javax.management.RuntimeMBeanException e) {
            throw e.getTargetException();
        }
    }

    /** A named module of the program's own, made by hand: the JDK trusts named modules more. */
    private static Object namedModule() throws Throwable {
        Path folder = Files.createTempDirectory("module");
        Files.write(
                folder.resolve("module-info.class"),
                ClassFile.of()
                        .buildModule(ModuleAttribute.of(
                                ModuleDesc.of("hostile.module"),
                                m -> m.requires(ModuleDesc.of("java.base"), 0, null)
                                        .exports(java.lang.constant.PackageDesc.of("named"), 0))));
        ClassDesc segment = ClassDesc.of("java.lang.foreign.MemorySegment");
        byte[] bytes = ClassFile.of()
                .build(
                        ClassDesc.of("named.Evil"),
                        c -> c.withFlags(1)
                                .withMethodBody(
                                        "run",
                                        MethodTypeDesc.of(segment, segment),
                                        ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                                        code -> code.aload(0)
                                                .loadConstant(1L << 40)
                                                .invokeinterface(
                                                        segment,
                                                        "reinterpret",
                                                        MethodTypeDesc.of(segment, ConstantDescs.CD_long))
                                                .areturn()));
        Files.createDirectory(folder.resolve("named"));
        Files.write(folder.resolve("named/Evil.class"), bytes);
        var configuration = ModuleLayer.boot()
                .configuration()
                .resolve(ModuleFinder.of(folder), ModuleFinder.of(), List.of("hostile.module"));
        var layer = ModuleLayer.boot().defineModulesWithOneLoader(configuration, Doors.class.getClassLoader());
        Class<?> evil = layer.findLoader("hostile.module").loadClass("named.Evil");
        try (Arena arena = Arena.ofConfined()) {
            return Attempt.ESCAPED + evil.getMethod("run", MemorySegment.class).invoke(null, arena.allocate(8));
        }
    }

    private static sun.misc.Unsafe unsafe() throws Exception {
        var field = sun.misc.Unsafe.class.getDeclaredField("theUnsafe");
        field.setAccessible(true);
        return (sun.misc.Unsafe) field.get(null);
    }

    public static void main(String[] args) throws Exception {
        Attempt.main(args, ATTEMPTS);
    }
}
