package guest;

import atoll.contract.Names;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.function.Consumer;

/**
 * {@code MeterServer HOW}: serves a {@link Meter}. "honest": of the class {@link Plain}. Otherwise of a class that it makes, whose
 * {@code who} asks the system who is running; a class of the same name whose {@code who} only reads went before, and was "refused" by
 * the JVM, or comes "late", or the interface is that of its "superclass", or the class is "hidden".
 */
public final class MeterServer {
    private static final ClassDesc MADE = ClassDesc.of("guest.MadeMeter");
    private static final MethodTypeDesc WHO = MethodTypeDesc.of(ConstantDescs.CD_String);

    private MeterServer() {}

    public static void main(String[] args) throws Exception {
        Names.serve("meter", Meter.class, args[0].equals("honest") ? new Plain() : made(args[0]));
        System.out.println("serving");
        System.out.flush();
        Thread.sleep(Long.MAX_VALUE);
    }

    public static String me() {
        return System.getProperty("probe.me", "");
    }

    private static Meter made(String how) throws Exception {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        ClassDesc plain = Plain.class.describeConstable().orElseThrow();
        Class<?> made;
        switch (how) {
            case "refused" -> {
                refuse(lookup, meter(ClassDesc.of("guest.NoSuchClass"), true, true));
                made = lookup.defineClass(meter(plain, true, false));
            }
            case "late" -> {
                made = lookup.defineClass(meter(plain, true, false));
                refuse(lookup, meter(plain, true, true));
            }
            case "superclass" -> {
                refuse(lookup, meter(ClassDesc.of("guest.NoSuchClass"), true, true));
                made = lookup.defineClass(meter(plain, false, false));
            }
            default ->
                made = lookup.defineHiddenClass(meter(plain, true, false), true).lookupClass();
        }
        return (Meter) made.getConstructor().newInstance();
    }

    private static void refuse(MethodHandles.Lookup lookup, byte[] bytes) throws IllegalAccessException {
        try {
            lookup.defineClass(bytes);
            throw new AssertionError("the JVM took it");
        } catch (LinkageError expected) {
            // It was seen by the linker all the same.
        }
    }

    private static byte[] meter(ClassDesc above, boolean declares, boolean reads) {
        Consumer<CodeBuilder> who = reads
                ? code -> code.ldc("nobody").areturn()
                : code -> code.invokestatic(ClassDesc.of("guest.MeterServer"), "me", WHO)
                        .areturn();
        Consumer<ClassBuilder> type = made -> {
            made.withSuperclass(above);
            if (declares) {
                made.withInterfaceSymbols(Meter.class.describeConstable().orElseThrow());
            }
            made.withMethodBody(
                    "<init>",
                    ConstantDescs.MTD_void,
                    ClassFile.ACC_PUBLIC,
                    code -> code.aload(0)
                            .invokespecial(above, "<init>", ConstantDescs.MTD_void)
                            .return_());
            made.withMethodBody("who", WHO, ClassFile.ACC_PUBLIC, who);
        };
        return ClassFile.of().build(MADE, type);
    }

    /** All of it, in one class; those that are made extend it. */
    public static class Plain implements Meter {
        private final int[] values = {1, 2, 3};
        private int reading = 7;

        @Override
        public int reading() {
            return reading;
        }

        @Override
        public int divided(int by) {
            return reading / by;
        }

        @Override
        public int at(int index) {
            return values[index];
        }

        @Override
        public String label(int number) {
            return number == 1 ? "one" : "many";
        }

        @Override
        public String who() {
            return me();
        }

        @Override
        public int secret() {
            return 42;
        }

        @Override
        public void set(int reading) {
            this.reading = reading;
        }
    }
}
