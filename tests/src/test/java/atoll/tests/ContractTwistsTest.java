package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.kernel.ContractBytes;
import atoll.kernel.ContractRule;
import atoll.kernel.ContractViolation;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.attribute.RuntimeVisibleTypeAnnotationsAttribute;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** Class files that no compiler writes: twisted by hand, of the wrong version, cut, changed at random. */
@Timeout(120)
class ContractTwistsTest {
    private static final ClassDesc M = ClassDesc.of("row.R0$M");

    /** {@code M(int i, M m)} with a method or field that no compiler writes. */
    private record Twist(String name, ClassTransform change, String reason) {}

    private static Twist method(String name, String descriptor, Consumer<CodeBuilder> code, String reason) {
        return new Twist(
                name,
                ClassTransform.endHandler(b -> b.withMethodBody(
                        name.startsWith("<") ? "<init>" : "twist", MethodTypeDesc.ofDescriptor(descriptor), 0, code)),
                reason);
    }

    private static void superCall(CodeBuilder b) {
        b.aload(0).invokespecial(ClassDesc.of("java.lang.Record"), "<init>", ConstantDescs.MTD_void);
    }

    private static final DirectMethodHandleDesc EXIT = MethodHandleDesc.ofMethod(
            DirectMethodHandleDesc.Kind.STATIC,
            ClassDesc.of("java.lang.System"),
            "exit",
            MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int));

    private static final DirectMethodHandleDesc OWN = MethodHandleDesc.ofMethod(
            DirectMethodHandleDesc.Kind.VIRTUAL, M, "i", MethodTypeDesc.of(ConstantDescs.CD_int));

    private static final List<Twist> TWISTS = List.of(
            method(
                    "<init> writes a final field of another record",
                    "(" + M.descriptorString() + "I)V",
                    b -> {
                        superCall(b);
                        b.aload(1)
                                .iload(2)
                                .putfield(M, "i", ConstantDescs.CD_int)
                                .return_();
                    },
                    "does more with this"),
            method(
                    "<init> keeps this in a local",
                    "(" + M.descriptorString() + "I)V",
                    b -> {
                        superCall(b);
                        b.aload(0)
                                .astore(1)
                                .aload(0)
                                .aload(1)
                                .putfield(M, "m", M)
                                .return_();
                    },
                    "does more with this"),
            method(
                    "<init> keeps this before it is called",
                    "(" + M.descriptorString() + "J)V",
                    b -> {
                        b.aload(0)
                                .dup()
                                .astore(1)
                                .invokespecial(ClassDesc.of("java.lang.Record"), "<init>", ConstantDescs.MTD_void);
                        b.aload(0).aload(1).putfield(M, "m", M).return_();
                    },
                    "does more with this"),
            method(
                    "<init> jumps into the middle of a store",
                    "(" + M.descriptorString() + "I)V",
                    b -> {
                        Label middle = b.newLabel();
                        superCall(b);
                        b.aload(1).iload(2).ifeq(middle).pop().aload(0).labelBinding(middle);
                        b.iload(2).putfield(M, "i", ConstantDescs.CD_int).return_();
                    },
                    "does more with this"),
            method(
                    "<init> puts another object in the place of this",
                    "(" + M.descriptorString() + "I)V",
                    b -> {
                        superCall(b);
                        b.aload(1).astore(0).aload(0).iload(2).putfield(M, "i", ConstantDescs.CD_int);
                        b.return_();
                    },
                    "does more with this"),
            method(
                    "<init> calls another, and goes on with this",
                    "(J)V",
                    b -> {
                        Label end = b.newLabel();
                        b.aload(0).iconst_0().aconst_null();
                        b.invokespecial(M, "<init>", MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int, M));
                        b.aload(0).pop().return_().labelBinding(end);
                    },
                    "does more with this"),
            method(
                    "ObjectMethods with a method of its own",
                    "()V",
                    b -> b.aload(0).invokedynamic(objectMethods(OWN)).pop().return_(),
                    "uses invokedynamic with java.lang.runtime.ObjectMethods"),
            method(
                    "code with annotations, which may be nested deeply",
                    "()V",
                    b -> b.with(RuntimeVisibleTypeAnnotationsAttribute.of()).return_(),
                    "has code with the attribute RuntimeVisibleTypeAnnotations"),
            method(
                    "<init> calls nothing above",
                    "(" + M.descriptorString() + "I)V",
                    CodeBuilder::return_,
                    "calls more than one"),
            method(
                    "putfield outside a constructor",
                    "()V",
                    b -> b.aload(0)
                            .iconst_1()
                            .putfield(M, "i", ConstantDescs.CD_int)
                            .return_(),
                    "writes the field"),
            method(
                    "putstatic of another class",
                    "()V",
                    b -> b.aconst_null()
                            .putstatic(ClassDesc.of("row.R0$N"), "x", M)
                            .return_(),
                    "writes the static"),
            method(
                    "monitorenter",
                    "()V",
                    b -> b.aload(0).monitorenter().return_(),
                    "uses the instruction monitorenter"),
            method(
                    "a constant that runs code",
                    "()V",
                    b -> b.ldc(DynamicConstantDesc.ofNamed(EXIT, "x", ConstantDescs.CD_int))
                            .pop()
                            .return_(),
                    "loads a constant that is no number"),
            method("a method handle", "()V", b -> b.ldc(EXIT).pop().return_(), "loads a constant that is no number"),
            method(
                    "invokedynamic with a bootstrap of its own",
                    "()V",
                    b -> b.invokedynamic(DynamicCallSiteDesc.of(EXIT, "x", ConstantDescs.MTD_void))
                            .return_(),
                    "uses invokedynamic with java.lang.System.exit"),
            method(
                    "ObjectMethods with a handle that is no getter",
                    "()V",
                    b -> b.aload(0).invokedynamic(objectMethods(EXIT)).pop().return_(),
                    "uses invokedynamic with java.lang.runtime.ObjectMethods"),
            method(
                    "concatenation of anything",
                    "(Ljava/lang/Object;)V",
                    b -> b.aload(1)
                            .invokedynamic(concatenation("\1", ConstantDescs.CD_Object))
                            .pop()
                            .return_(),
                    "uses invokedynamic with java.lang.invoke.StringConcatFactory"),
            method(
                    "concatenation with a constant that runs code",
                    "()V",
                    b -> b.invokedynamic(concatenation("\2", null)).pop().return_(),
                    "uses invokedynamic with java.lang.invoke.StringConcatFactory"),
            method(
                    "a table that jumps back",
                    "()V",
                    b -> {
                        Label start = b.newBoundLabel();
                        Label end = b.newLabel();
                        b.iconst_0()
                                .lookupswitch(end, List.of(SwitchCase.of(1, start)))
                                .labelBinding(end)
                                .return_();
                    },
                    "jumps back"),
            new Twist(
                    "a hidden field that changes",
                    ClassTransform.endHandler(b -> b.withField("x", ConstantDescs.CD_int, 0)),
                    "is a field of type I"),
            new Twist(
                    "without frames, so that jumps have no labels",
                    ClassTransform.endHandler(b -> b.withMethodBody("twist", ConstantDescs.MTD_void, 0, c -> {
                        Label l = c.newBoundLabel();
                        c.goto_(l);
                    })),
                    "jumps back"));

    private static final ClassDesc E = ClassDesc.of("row.R1$M");

    /** The same for an enum {@code M}. */
    private static final List<Twist> ENUM_TWISTS = List.of(
            method(
                    "the array of constants given away",
                    "()V",
                    b -> b.getstatic(E, "$VALUES", E.arrayType()).pop().return_(),
                    "reads $VALUES"),
            method(
                    "one more constant, made later",
                    "()V",
                    b -> b.new_(E).pop().return_(),
                    "makes an object of row.R1$M"),
            new Twist(
                    "a second array of constants, for all to write",
                    ClassTransform.endHandler(
                            b -> b.withField("all", E.arrayType(), ClassFile.ACC_STATIC | ClassFile.ACC_FINAL)),
                    "is a field of type [L"));

    private static DynamicCallSiteDesc objectMethods(DirectMethodHandleDesc getter) {
        var bootstrap = ConstantDescs.ofCallsiteBootstrap(
                ClassDesc.of("java.lang.runtime.ObjectMethods"), "bootstrap", ConstantDescs.CD_Object);
        return DynamicCallSiteDesc.of(
                bootstrap, "hashCode", MethodTypeDesc.of(ConstantDescs.CD_int, M), M, "i", getter);
    }

    /** Of one argument of type {@code argument}, or of a constant that runs code if that is null. */
    private static DynamicCallSiteDesc concatenation(String recipe, ClassDesc argument) {
        var bootstrap = ConstantDescs.ofCallsiteBootstrap(
                ClassDesc.of("java.lang.invoke.StringConcatFactory"),
                "makeConcatWithConstants",
                ConstantDescs.CD_CallSite,
                ConstantDescs.CD_String,
                ConstantDescs.CD_Object.arrayType());
        if (argument != null) {
            return DynamicCallSiteDesc.of(bootstrap, "x", MethodTypeDesc.of(ConstantDescs.CD_String, argument), recipe);
        }
        var constant = DynamicConstantDesc.ofNamed(EXIT, "x", ConstantDescs.CD_int);
        return DynamicCallSiteDesc.of(bootstrap, "x", MethodTypeDesc.of(ConstantDescs.CD_String), recipe, constant);
    }

    @TestFactory
    Stream<DynamicTest> writtenByHand() throws Exception {
        Compiled compiled = new Compiled(List.of("public record M(int i, M m) {}", "public enum M { A }"));
        ClassFile noFrames = ClassFile.of(ClassFile.StackMapsOption.DROP_STACK_MAPS);
        return Stream.concat(
                TWISTS.stream().map(t -> twisted(t, "row.R0$M", compiled.bytes(0, "M"), noFrames)),
                ENUM_TWISTS.stream().map(t -> twisted(t, "row.R1$M", compiled.bytes(1, "M"), noFrames)));
    }

    private static DynamicTest twisted(Twist twist, String type, byte[] good, ClassFile files) {
        return DynamicTest.dynamicTest(twist.name, () -> {
            byte[] bytes = files.transformClass(files.parse(good), twist.change);
            ContractBytesTest.judged(bytes, type, "", twist.reason);
        });
    }

    @Test
    void versionsOutsideTheRangeAreRefused() throws Exception {
        byte[] good = new Compiled(List.of("public record M(int i) {}")).bytes(0, "M");
        ContractBytesTest.judged(patched(good, 7, 60), "row.R0$M", "", "has class version 60, older than Java 17");
        ContractBytesTest.judged(patched(good, 7, 61), "row.R0$M", "", "");
        ContractBytesTest.judged(patched(good, 5, 1), "row.R0$M", "", "uses preview features");
        var e = assertThrows(ContractViolation.class, () -> ContractBytes.check(patched(good, 7, 200)));
        assertTrue(e.reason().startsWith("is not a well-formed class file"), e.getMessage());
    }

    private static byte[] patched(byte[] bytes, int at, int value) {
        byte[] copy = bytes.clone();
        copy[at] = (byte) value;
        return copy;
    }

    @Test
    void everyTruncationIsRefused() throws Exception {
        byte[] good =
                new Compiled(List.of("public enum M { A(1); final int i; M(int i) { this.i = i; } }")).bytes(0, "M");
        // The last attributes are not read, and are HotSpot's to judge.
        for (int length = 0; length < good.length / 2; length++) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThrows(ContractViolation.class, () -> ContractBytes.check(cut), "length " + length);
        }
    }

    @Test
    void refusalsAreOneLine() {
        String name = "row.A\nfine" + "x".repeat(5_000);
        var e = assertThrows(
                ContractViolation.class,
                () -> ContractBytes.check(ClassFile.of().build(ClassDesc.of(name), b -> {})));
        assertTrue(e.getMessage().startsWith("row.A?fine"), e.getMessage());
        assertTrue(e.getMessage().length() <= 500, e.getMessage());
    }

    /** Changed bytes are accepted or refused; the checkers throw nothing else, also for types that HotSpot then loads. */
    @Test
    void changedBytesAreRefusedOrAccepted() throws Exception {
        long seed = Long.getLong("atoll.seed", System.nanoTime());
        Random random = new Random(seed);
        Compiled compiled =
                new Compiled(List.of("public record M(int i, String s, E e) { public M { if (i < 0) { throw new"
                        + " IllegalArgumentException(\"i is \" + i); } } public M twice() { return new M(2 * i, s, e); } }"
                        + "public enum E { A(1), B(2); final int i; E(int i) { this.i = i; } }"
                        + "public sealed interface S permits T {} public record T(S s) implements S {}"
                        + "public interface C { M a(S s, byte[] b) throws java.io.IOException; C c(E e); }"));
        List<String> names = List.of("M", "E", "S", "T", "C");
        int[] count = new int[3];
        for (int i = 0; i < 20_000; i++) {
            String name = names.get(i % names.size());
            byte[] changed = compiled.bytes(0, name);
            for (int n = 1 + random.nextInt(4); n > 0; n--) {
                changed[random.nextInt(changed.length)] =
                        (byte) (random.nextInt(4) == 0 ? random.nextInt(256) : random.nextInt(8));
            }
            String told = "seed " + seed + ", step " + i + ", class " + name;
            count[accepts(() -> ContractBytes.check(changed), told) ? 0 : 1]++;
            if (i % 10 == 0) {
                Class<?> contract = compiled.loader("row.R0$" + name, changed).loadClass("row.R0");
                count[2] += ruleAccepts(contract.getClassLoader(), told) ? 1 : 0;
            }
        }
        System.out.println(
                "ContractTwistsTest: seed " + seed + ": " + count[0] + " accepted, " + count[1] + " refused");
        assertTrue(count[0] > 100 && count[1] > 1_000 && count[2] > 10, Arrays.toString(count) + " seed " + seed);
    }

    private static boolean ruleAccepts(ClassLoader loader, String told) {
        Class<?> contract;
        try {
            contract = loader.loadClass("row.R0$C");
        } catch (LinkageError | ClassNotFoundException e) {
            return false;
        }
        return accepts(() -> ContractRule.check(contract), told);
    }

    private static boolean accepts(Runnable check, String told) {
        try {
            check.run();
            return true;
        } catch (ContractViolation e) {
            return false;
        } catch (Throwable e) {
            throw new AssertionError(told, e);
        }
    }
}
