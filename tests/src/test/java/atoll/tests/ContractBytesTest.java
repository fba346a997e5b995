package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.kernel.ContractBytes;
import atoll.kernel.ContractViolation;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** What the bytes of a contract's classes may do, one row each: from the compiler, and written by hand. */
@Timeout(120)
class ContractBytesTest {
    private static final String GOOD = "";

    /** {@code source} declares {@code M}; the refusal is of a member that begins so, and its reason begins so. */
    private record Row(String name, String source, String member, String reason) {}

    private static Row ok(String name, String source) {
        return new Row(name, source, "", GOOD);
    }

    private static Row no(String name, String source, String member, String reason) {
        return new Row(name, source, member, reason);
    }

    /** A record with one more member. */
    private static Row no(String name, String extra, String reason) {
        return new Row(name, "public record M(int i, String s) {" + extra + "}", "", reason);
    }

    private static final List<Row> ROWS = List.of(
            ok("a record", "public record M(int i, String s, M m) {}"),
            ok("an interface", "public interface M { int MAX = 7; M a(int i); }"),
            ok("a sealed interface", "public sealed interface M permits N {} public record N() implements M {}"),
            ok("an enum", "public enum M { A, B }"),
            ok(
                    "an enum with fields and methods",
                    "public enum M { A(1), B(2); static final int MAX = 2; private final int code;"
                            + " M(int code) { this.code = code; } public int code() { return code; }"
                            + " public static M of(int c) { return c == 1 ? A : c == 2 ? B : null; } }"),
            ok(
                    "an enum whose constructor calls another",
                    "public enum M { A, B(2); final int i; M() { this(1); } M(int i) { this.i = i; } }"),
            ok(
                    "a compact constructor that checks",
                    "public record M(int i, String s) { public M { java.util.Objects.requireNonNull(s);"
                            + " if (i < 0 || i > s.length()) throw new IllegalArgumentException(\"i is \" + i + \" of \" + s); } }"),
            ok(
                    "constructors and factories",
                    "public record M(int i, String s) { public M(int i) { this(i, i > 0 ? \"p\" : \"n\"); }"
                            + " public static M of(String s) { return new M(s.length(), s.strip()); } }"),
            ok(
                    "an explicit constructor that stores",
                    "public record M(int i, M m) { public M(int i, M m) { this.i = i; this.m = m; } }"),
            ok(
                    "an explicit accessor that returns its component",
                    "public record M(int i) { public int i() { return i; } }"),
            ok(
                    "switches and own methods",
                    "public record M(int i, String s) { public boolean is(String o) { return switch (o) {"
                            + " case \"a\" -> i == 1; case \"b\" -> twice() == 2; default -> false; }; } private int twice() { return Math.max(2 * i, 0); } }"),
            ok(
                    "an explicit equals",
                    "public record M(int i, String s) { public boolean equals(Object o) {"
                            + " return o instanceof M m && m.i == i && s.equals(m.s); } public int hashCode() { return i; } }"),
            no(
                    "an accessor that lies",
                    "public record M(int i) { public int i() { return 7; } }",
                    "i()I",
                    "is an accessor that does more"),
            no(
                    "an accessor of another component",
                    "public record M(int i, int j) { public int i() { return j; } }",
                    "i()I",
                    "is an accessor that does more"),
            no("a class", "public static class M {}", "", "is neither interface, record nor enum"),
            no("an annotation", "public @interface M {}", "", "is an annotation type"),
            no(
                    "an enum with bodies",
                    "public enum M { A { public String toString() { return \"a\"; } } }",
                    "",
                    "is an enum whose constants have bodies"),
            no("a loop in a compact constructor", "public M { while (i > 0) { i++; } }", "jumps back"),
            no("an endless jump", "void a() { for (;;) {} }", "jumps back"),
            no("System.exit", "public M { System.exit(1); }", "calls java.lang.System.exit(I)V"),
            no("a native method", "public enum M { A; native void a(); }", "a()V", "is native or synchronized"),
            no("a synchronized method", "synchronized void a() {}", "is native or synchronized"),
            no("a lock", "int a() { synchronized (s) { return 1; } }", "catches exceptions"),
            no(
                    "a handler",
                    "int a() { try { return s.length(); } catch (Throwable t) { return 0; } }",
                    "catches exceptions"),
            no(
                    "a static initialiser that starts a thread",
                    "static { new Thread(() -> {}).start(); }",
                    "is a static initialiser"),
            no("a static that is computed", "static final int A = Math.abs(-1);", "is a field of type I"),
            no("a mutable static", "static int count;", "is a field of type I"),
            no("a clock", "long a() { return System.nanoTime(); }", "calls java.lang.System.nanoTime()J"),
            no("chance", "double a() { return Math.random(); }", "calls java.lang.Math.random()D"),
            no(
                    "its own class as a way out",
                    "Object a() { return M.class.getClassLoader(); }",
                    "calls java.lang.Class.getClassLoader()"),
            no("getClass", "Object a() { return getClass(); }", "calls java.lang.Object.getClass()"),
            no("a class literal", "Object a() { return Thread.class; }", "loads a constant that is no number"),
            no(
                    "a lambda",
                    "Object a() { Runnable r = () -> {}; return r; }",
                    "uses invokedynamic with java.lang.invoke.LambdaMetafactory"),
            no(
                    "a pattern switch",
                    "int a(Object o) { return switch (o) { case M m -> 1; case String t -> 2; default -> 3; }; }",
                    "uses invokedynamic with java.lang.runtime.SwitchBootstraps"),
            no("an array", "Object a() { return new int[1 << 30]; }", "uses the instruction newarray"),
            no("an array of itself", "Object a() { return new M[9]; }", "makes an array"),
            no("a write into an array", "static void a(int[] x) { x[0] = 1; }", "writes into an array"),
            no(
                    "another class's object",
                    "Object a() { return new StringBuilder(); }",
                    "makes an object of java.lang.StringBuilder"),
            no("another class's static", "Object a() { return System.out; }", "reads the static java.lang.System.out"),
            no(
                    "a method of another message",
                    "public int a(N n) { return n.x(); } } public record N(int x) {",
                    "calls row."),
            no(
                    "toString of anything",
                    "public String a(Object o) { return \"\" + o; }",
                    "calls java.lang.String.valueOf(Ljava/lang/Object;)"),
            no("recursion", "int a(int n) { return n == 0 ? 0 : a(n - 1); }", "calls itself"),
            no("recursion by two", "int a() { return b(); } int b() { return a(); }", "calls itself"),
            no(
                    "recursion through a constructor",
                    "public M(int i) { this(i, new M(i).s); }",
                    "calls more than one constructor"),
            no("recursion through toString", "public String toString() { return \"\" + toString(); }", "calls itself"),
            no("a long repetition", "String a() { return s.repeat(1 << 30); }", "calls java.lang.String.repeat(I)"),
            no("finalize", "protected void finalize() {}", "would be run by the collector"),
            no(
                    "this in itself",
                    "public record M(M m) { public M(M m) { this.m = this; } }",
                    "<init>",
                    "does more with this"),
            no(
                    "this in itself, by a method",
                    "public record M(M m) { public M(M m) { this.m = me(); } M me() { return null; } }",
                    "<init>",
                    "does more with this"),
            no(
                    "this given away",
                    "public record M(int i) { public M { leak(null); } public M(M m) { this(1); leak(this); } static void leak(M m) {} }",
                    "<init>",
                    "does more with this"),
            no(
                    "60 methods, each calls the next twice",
                    "public record M(int i) {" + doubling(60) + "}",
                    "a",
                    "can run more than 10000"),
            no(
                    "a string doubled 40 times",
                    "public record M(String s) { String a() { String t = s; " + "t = t + t;".repeat(40)
                            + " return t; } }",
                    "a()",
                    "can make strings"),
            no(
                    "a string doubled through methods",
                    "public record M(String s) {" + growing(12) + "}",
                    "a",
                    "can make strings"),
            no(
                    "an enum whose initialiser branches",
                    "public enum M { A(1 > Integer.parseInt(\"2\") ? 1 : 2); M(int i) {} }",
                    "<clinit>",
                    "calls java.lang.Integer.parseInt"),
            no(
                    "an enum with a static block",
                    "public enum M { A; static { System.exit(1); } }",
                    "<clinit>",
                    "calls java.lang.System.exit"),
            no(
                    "an enum that starts a thread in its constructor",
                    "public enum M { A; M() { new Thread().start(); } }",
                    "<init>",
                    "makes an object of java.lang.Thread"),
            no("an enum with mutable state", "public enum M { A; int count; }", "count", "is a field of type I"),
            no(
                    "an enum with a mutable static",
                    "public enum M { A; static int count; }",
                    "count",
                    "is a field of type I"),
            no("an enum with an object", "public enum M { A; final M other = null; }", "other", "is a field of type L"),
            no(
                    "an interface with a default method",
                    "public interface M { default int a() { return 1; } }",
                    "a()I",
                    "has code"),
            no(
                    "an interface with a static method",
                    "public interface M { static int a() { return 1; } }",
                    "a()I",
                    "has code"),
            no(
                    "an interface with a static object",
                    "public interface M { Thread A = new Thread(); }",
                    "A",
                    "is a field of type"),
            no(
                    "an interface whose constant is computed",
                    "public interface M { int A = Integer.parseInt(\"1\"); }",
                    "A",
                    "is a field of type I"));

    private static String doubling(int methods) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < methods; i++) {
            text.append("int a" + i + "() { return a" + (i + 1) + "() + a" + (i + 1) + "(); }");
        }
        return text + "int a" + methods + "() { return 1; }";
    }

    private static String growing(int methods) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < methods; i++) {
            text.append("static String a" + i + "(String t) { return a" + (i + 1) + "(t + t); }");
        }
        return text + "static String a" + methods + "(String t) { return t; }";
    }

    @TestFactory
    Stream<DynamicTest> compiled() throws Exception {
        Compiled compiled = new Compiled(ROWS.stream().map(Row::source).toList());
        return IntStream.range(0, ROWS.size())
                .mapToObj(i -> DynamicTest.dynamicTest(ROWS.get(i).name, () -> {
                    Row row = ROWS.get(i);
                    judged(compiled.bytes(i, "M"), "row.R" + i + "$M", row.member, row.reason);
                }));
    }

    static void judged(byte[] bytes, String type, String member, String reason) {
        if (reason.isEmpty()) {
            assertDoesNotThrow(() -> ContractBytes.check(bytes));
            return;
        }
        var e = assertThrows(ContractViolation.class, () -> ContractBytes.check(bytes));
        assertTrue(e.reason().startsWith(reason), e.getMessage());
        assertTrue(e.member().startsWith(member), e.getMessage());
        assertEquals(type, e.type(), e.getMessage());
    }
}
