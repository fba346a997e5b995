package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.CallFailed;
import atoll.contract.PeerDied;
import atoll.kernel.ContractRule;
import atoll.kernel.ContractViolation;
import java.lang.classfile.AccessFlags;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** What a contract is and what may cross, one row each: the source, and the reason why not. */
@Timeout(120)
class ContractRuleTest {
    private static final String GOOD = "";

    /** {@code source} declares the contract {@code C}; the refusal is of {@code member}, and its reason begins so. */
    private record Row(String name, String source, String member, String reason) {}

    private static Row ok(String name, String source) {
        return new Row(name, source, "", GOOD);
    }

    private static Row no(String name, String source, String member, String reason) {
        return new Row(name, source, member, reason);
    }

    private static final List<Row> ROWS = List.of(
            ok("an empty contract", "public interface C {}"),
            ok(
                    "primitives, strings, boxes",
                    "public interface C { void a(int i, long l, String s); Integer b(Boolean z, char c); }"),
            ok("constants", "public interface C { int MAX = 3; String NAME = \"n\"; }"),
            ok("a contract that extends one", "public interface B { int b(); } public interface C extends B {}"),
            ok("an endpoint each way", "public interface C { C open(D d); } public interface D { void a(C c); }"),
            ok(
                    "bytes, strings and records in arrays",
                    "public interface C { R[] a(byte[] b, String... s); }" + point()),
            ok(
                    "an enum with a field",
                    "public interface C { E e(); } public enum E { A(1); final int i; E(int i) { this.i = i; } }"),
            ok(
                    "a tree of records",
                    "public interface C { T t(T t); } public sealed interface T permits N, L {}"
                            + "public record N(T l, T r) implements T {} public enum L implements T { LEAF }"),
            ok("a record that holds itself", "public interface C { R r(); } public record R(int i, R next) {}"),
            ok(
                    "records that hold each other",
                    "public interface C { A a(); } public record A(B b) {} public record B(A a) {}"),
            ok(
                    "failures and IOException",
                    "public interface C { void a() throws PeerDied, CallFailed, java.io.IOException; }"),
            ok("overloads by number", "public interface C { void a(int i); void a(int i, int j); void a(); }"),
            ok("overloads by kind", "public interface C { void a(String s); void a(byte[] b); }"),
            ok(
                    "one method by two ways",
                    "public interface A { int a(); } public interface B { int a(); } public interface C extends A, B {}"),
            ok(
                    "a record whose accessor lies: a matter of its bytes",
                    "public interface C { R r(); } public record R(int i) { public int i() { return 7; } }"),
            ok(
                    "regions",
                    "public interface C { Region a(Region r, @Lent Region l, int i); @Idempotent Region b(@Lent Region r); }"),
            no(
                    "an idempotent method that moves a region",
                    "public interface C { @Idempotent void a(int i, Region r); }",
                    "a",
                    "is idempotent, and parameter 2 is a region that is moved"),
            no(
                    "what is lent is no region",
                    "public interface C { void a(@Lent byte[] b); }",
                    "a",
                    "parameter 1 is lent, and no region"),
            no("an array of regions", "public interface C { void a(Region[] r); }", "a", "parameter 1 is an array of"),
            no("a region of one's own", "public interface C extends Region {}", "", "extends atoll.contract.Region"),
            no(
                    "a record with a region",
                    of("public record M(Region r) {}"),
                    "r",
                    "is atoll.contract.Region: a region crosses as parameter or result"),
            no("a class", "public static class C {}", "", "is not an interface"),
            no("an annotation", "public @interface C {}", "", "is not an interface"),
            no("not public", "interface C {}", "", "is not public"),
            no("type parameters", "public interface C<T> { void a(T t); }", "", "has type parameters"),
            no("sealed", "public sealed interface C {} public record R() implements C {}", "", "is sealed"),
            no(
                    "extends Comparable",
                    "public interface C extends Comparable<String> {}",
                    "",
                    "extends java.lang.Comparable"),
            no(
                    "extends AutoCloseable",
                    "public interface C extends AutoCloseable {}",
                    "",
                    "extends java.lang.AutoCloseable"),
            no(
                    "extends a message",
                    "public sealed interface S permits C, R {} public record R() implements S {} public non-sealed interface C extends S {}",
                    "",
                    "extends row."),
            no(
                    "extends what is no contract",
                    "public interface B { Object o(); } public interface C extends B {}",
                    "o",
                    "the result is java.lang.Object"),
            no("a default method", "public interface C { default int a() { return 1; } }", "a", "is a default method"),
            no("a static method", "public interface C { static int a() { return 1; } }", "a", "is static"),
            no("a private method", "public interface C { private int a() { return 1; } }", "a", "is private"),
            no("a field with an object", "public interface C { int[] A = {1}; }", "A", "is a field of type int[]"),
            no("a generic method", "public interface C { <T> void a(int i); }", "a", "is generic"),
            no("a type variable", "public interface C { <T> T a(); }", "a", "is generic"),
            no(
                    "finalize, which the collector would call",
                    "public interface C { void finalize(); }",
                    "finalize",
                    "is a method of Object"),
            no("toString", "public interface C { String toString(); }", "toString", "is a method of Object"),
            no("overloads by width", "public interface C { void a(int i); void a(long l); }", "a", "has overloads"),
            no("overloads by box", "public interface C { void a(int i); void a(Integer i); }", "a", "has overloads"),
            no(
                    "overloads by truth",
                    "public interface C { void a(boolean b); void a(Boolean b); }",
                    "a",
                    "has overloads"),
            no(
                    "overloads by contract",
                    "public interface D extends C {} public interface C { void a(C c); void a(D d); }",
                    "a",
                    "has overloads"),
            no(
                    "overloads with varargs",
                    "public interface C { void a(String s); void a(String... s); }",
                    "a",
                    "has overloads"),
            no(
                    "an inherited overload",
                    "public interface B { void a(int i); } public interface C extends B { void a(byte b); }",
                    "a",
                    "has overloads"),
            no(
                    "Object",
                    "public interface C { void a(int i, Object o); }",
                    "a",
                    "parameter 2 is java.lang.Object: it could be anything"),
            no(
                    "varargs of Object",
                    "public interface C { void a(Object... o); }",
                    "a",
                    "parameter 1 is an array of java.lang.Object: it could be anything"),
            no(
                    "List<String>",
                    "public interface C { void a(java.util.List<String> l); }",
                    "a",
                    "parameter 1 is java.util.List: a collection"),
            no(
                    "a list of lists",
                    "public interface C { java.util.List<java.util.List<String>> a(); }",
                    "a",
                    "the result is java.util.List: a collection"),
            no(
                    "a wildcard",
                    "public interface C { java.util.Collection<?> a(); }",
                    "a",
                    "the result is java.util.Collection: a collection"),
            no(
                    "a map",
                    "public interface C { java.util.Map<String, String> a(); }",
                    "a",
                    "the result is java.util.Map: a collection"),
            no(
                    "a stream",
                    "public interface C { java.util.stream.IntStream a(); }",
                    "a",
                    "the result is java.util.stream.IntStream: a collection"),
            no(
                    "Optional",
                    "public interface C { java.util.Optional<String> a(); }",
                    "a",
                    "the result is java.util.Optional: it holds anything"),
            no(
                    "Class",
                    "public interface C { void a(Class<String> c); }",
                    "a",
                    "parameter 1 is java.lang.Class: it would give code"),
            no(
                    "a class loader",
                    "public interface C { ClassLoader a(); }",
                    "a",
                    "the result is java.lang.ClassLoader: it would give code"),
            no(
                    "Runnable",
                    "public interface C { void a(Runnable r); }",
                    "a",
                    "parameter 1 is java.lang.Runnable: it would give code"),
            no(
                    "a function",
                    "public interface C { void a(java.util.function.IntSupplier s); }",
                    "a",
                    "parameter 1 is java.util.function.IntSupplier: it would give code"),
            no(
                    "Throwable",
                    "public interface C { Throwable a(); }",
                    "a",
                    "the result is java.lang.Throwable: it holds references"),
            no(
                    "StringBuilder",
                    "public interface C { void a(StringBuilder b); }",
                    "a",
                    "parameter 1 is java.lang.StringBuilder: it is mutable"),
            no(
                    "CharSequence",
                    "public interface C { void a(CharSequence s); }",
                    "a",
                    "parameter 1 is java.lang.CharSequence: it may be mutable"),
            no("Thread", "public interface C { Thread a(); }", "a", "the result is java.lang.Thread: a thread belongs"),
            no(
                    "another class of the JDK",
                    "public interface C { java.util.Date a(); }",
                    "a",
                    "the result is java.util.Date: a type of the JDK"),
            no(
                    "an enum of the JDK",
                    "public interface C { void a(java.util.concurrent.TimeUnit u); }",
                    "a",
                    "parameter 1 is java.util.concurrent.TimeUnit: a type of the JDK"),
            no(
                    "a class of its own",
                    "public static final class M {} public interface C { void a(M m); }",
                    "a",
                    "parameter 1 is row."),
            no(
                    "an array of arrays",
                    "public interface C { void a(byte[][] b); }",
                    "a",
                    "parameter 1 is an array of arrays"),
            no("an array of endpoints", "public interface C { C[] a(); }", "a", "the result is an array of row."),
            no(
                    "a checked exception",
                    "public interface C { void a() throws InterruptedException; }",
                    "a",
                    "declares java.lang.InterruptedException"),
            no(
                    "a subclass of IOException",
                    "public interface C { void a() throws java.io.EOFException; }",
                    "a",
                    "declares java.io.EOFException"),
            no(
                    "an exception of its own",
                    "public static class X extends Exception {} public interface C { void a() throws X; }",
                    "a",
                    "declares row."),
            no(
                    "a record with an array",
                    of("public record M(int i, byte[] b) {}"),
                    "b",
                    "is byte[]: an array is mutable"),
            no("a record with an endpoint", of("public record M(C c) {}"), "c", "is row."),
            no(
                    "a record with a list, deep down",
                    of("public record M(N n) {} public record N(java.util.List<String> l) {}"),
                    "l",
                    "is java.util.List: a collection"),
            no(
                    "a record with type parameters",
                    "public record M<T>(T t) {} public interface C { void a(M<String> m); }",
                    "",
                    "has type parameters"),
            no(
                    "a record with mutable static state",
                    of("public record M(int i) { static int count; }"),
                    "count",
                    "is a field, and neither"),
            no(
                    "a record with a static object",
                    of("public record M(int i) { static final int[] N = {1}; }"),
                    "N",
                    "is a field, and neither"),
            no(
                    "a record that implements Runnable",
                    of("public record M(int i) implements Runnable { public void run() {} }"),
                    "",
                    "implements java.lang.Runnable"),
            no(
                    "a record that implements a contract",
                    of("public record M(int i) implements C { public void a(M m) {} }"),
                    "",
                    "implements row."),
            no("a record that is not public", of("record M(int i) {}"), "", "is not public"),
            no(
                    "an enum with bodies",
                    of("public enum M { A { int a() { return 1; } }; int a() { return 0; } }"),
                    "",
                    "has constants with bodies"),
            no("an enum with mutable state", of("public enum M { A; int count; }"), "count", "is a field, and neither"),
            no(
                    "an enum with mutable static state",
                    of("public enum M { A; static int count; }"),
                    "count",
                    "is a field, and neither"),
            no(
                    "an enum with an object",
                    of("public enum M { A; final Object lock = new Object(); }"),
                    "lock",
                    "is a field, and neither"),
            no(
                    "a sealed interface with an open branch",
                    of("public sealed interface M permits N {} public non-sealed interface N extends M {}"),
                    "",
                    "permits row."),
            no(
                    "a sealed interface with a class",
                    of("public sealed interface M permits N {} public static final class N implements M {}"),
                    "",
                    "permits row."),
            no(
                    "a sealed interface with code",
                    of(
                            "public sealed interface M permits N { default int a() { return 1; } } public record N() implements M {}"),
                    "a",
                    "has code"),
            no(
                    "a sealed interface with a static object",
                    of("public sealed interface M permits N { int[] A = {1}; } public record N() implements M {}"),
                    "A",
                    "is a field"));

    private static String point() {
        return "public record R(int x, int y) {}";
    }

    private static String of(String message) {
        return message + " public interface C { void a(M m); }";
    }

    @TestFactory
    Stream<DynamicTest> contracts() throws Exception {
        Compiled compiled = new Compiled(ROWS.stream().map(Row::source).toList());
        ClassLoader loader = compiled.loader("", null);
        return IntStream.range(0, ROWS.size())
                .mapToObj(i -> DynamicTest.dynamicTest(ROWS.get(i).name, () -> {
                    Row row = ROWS.get(i);
                    Class<?> contract = loader.loadClass("row.R" + i + "$C");
                    if (row.reason.isEmpty()) {
                        assertDoesNotThrow(() -> ContractRule.check(contract));
                        assertDoesNotThrow(() -> ContractRule.check(contract), "from the cache");
                    } else {
                        var e = assertThrows(ContractViolation.class, () -> ContractRule.check(contract));
                        assertEquals(row.member, e.member(), e.getMessage());
                        assertTrue(e.reason().startsWith(row.reason), e.getMessage());
                        assertTrue(e.type().startsWith("row.R" + i + "$"), e.getMessage());
                        assertThrows(ContractViolation.class, () -> ContractRule.check(contract), "the second time");
                    }
                }));
    }

    @Test
    void aRegionIsNeitherContractNorMessage() {
        var contract = assertThrows(ContractViolation.class, () -> ContractRule.check(atoll.contract.Region.class));
        assertEquals("is made by the kernel alone, and no contract", contract.reason());
        var message =
                assertThrows(ContractViolation.class, () -> ContractRule.checkMessage(atoll.contract.Region.class));
        assertTrue(message.reason().contains("a region crosses as parameter or result"), message.reason());
    }

    @Test
    void interfacesOfTheJdkAreNoContracts() {
        var e = assertThrows(ContractViolation.class, () -> ContractRule.check(Runnable.class));
        assertEquals("java.lang.Runnable: is a type of the JDK, and no contract", e.getMessage());
    }

    /** HotSpot lets a record have fields beside its components, if no compiler wrote it. */
    @Test
    void hiddenFieldOfARecordIsSeen() throws Exception {
        Compiled compiled = new Compiled(List.of(of("public record M(int i) {}")));
        byte[] twisted = ClassFile.of()
                .transformClass(
                        ClassFile.of().parse(compiled.bytes(0, "M")),
                        ClassTransform.endHandler(
                                b -> b.withField("secret", ConstantDescs.CD_Object, ClassFile.ACC_PRIVATE)));
        ClassLoader loader = compiled.loader("row.R0$M", twisted);
        var e = assertThrows(ContractViolation.class, () -> ContractRule.check(loader.loadClass("row.R0$C")));
        assertEquals("secret", e.member(), e.getMessage());
    }

    @Test
    void componentThatChangesIsSeen() throws Exception {
        Compiled compiled = new Compiled(List.of(of("public record M(int i) {}")));
        byte[] twisted = ClassFile.of()
                .transformClass(
                        ClassFile.of().parse(compiled.bytes(0, "M")), ClassTransform.transformingFields((field, e) -> {
                            if (e instanceof AccessFlags) {
                                field.withFlags(ClassFile.ACC_PRIVATE);
                            } else {
                                field.with(e);
                            }
                        }));
        ClassLoader loader = compiled.loader("row.R0$M", twisted);
        var e = assertThrows(ContractViolation.class, () -> ContractRule.check(loader.loadClass("row.R0$C")));
        assertEquals("i", e.member(), e.getMessage());
    }

    @Test
    void typeThatCannotBeLoadedIsAViolation() throws Exception {
        Compiled compiled = new Compiled(List.of(of("public record M(int i) {}")));
        byte[] other = ClassFile.of().build(ClassDesc.of("row.Other"), b -> {});
        ClassLoader loader = compiled.loader("row.R0$M", other);
        var e = assertThrows(ContractViolation.class, () -> ContractRule.check(loader.loadClass("row.R0$C")));
        assertTrue(e.reason().startsWith("cannot be resolved: "), e.getMessage());
    }

    /** A chain of records longer than a stack could follow is checked, and its last one is refused. */
    @Test
    void longChainsDoNotOverflowTheChecker() throws Exception {
        int length = 3_000;
        StringBuilder chain = new StringBuilder(of("public record M(M1 m) {}"));
        for (int i = 1; i < length; i++) {
            chain.append("public record M").append(i).append("(M").append(i + 1).append(" m) {}");
        }
        chain.append("public record M").append(length).append("(Object o) {}");
        Compiled compiled = new Compiled(List.of(chain.toString()));
        Class<?> contract = compiled.loader("", null).loadClass("row.R0$C");
        var e = assertThrows(ContractViolation.class, () -> ContractRule.check(contract));
        assertEquals("row.R0$M" + length, e.type());
    }

    @Test
    void checkingInitialisesNothing() throws Exception {
        String source = of("public enum M { A; final int i = started(); static int started() {"
                + " System.setProperty(\"atoll.contract.started\", \"M\"); return 1; } }");
        Compiled compiled = new Compiled(List.of(source));
        Class<?> contract = compiled.loader("", null).loadClass("row.R0$C");
        assertDoesNotThrow(() -> ContractRule.check(contract));
        assertEquals(null, System.getProperty("atoll.contract.started"));
    }

    @Test
    void failuresHaveNoCauseAndAreClosed() {
        assertTrue(CallFailed.class.isSealed());
        for (Class<?> one : CallFailed.class.getPermittedSubclasses()) {
            assertTrue(java.lang.reflect.Modifier.isFinal(one.getModifiers()), one.getName());
        }
        assertThrows(IllegalStateException.class, () -> new PeerDied("p").initCause(new Exception()));
    }
}
