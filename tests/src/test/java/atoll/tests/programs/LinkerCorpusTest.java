package atoll.tests.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.linker.LinkCache;
import atoll.linker.MemberTable;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.StackMapFrameInfo;
import java.lang.classfile.attribute.StackMapFrameInfo.VerificationTypeInfo;
import java.lang.classfile.attribute.StackMapTableAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every class of a jar, rewritten and linked by HotSpot with its verifier: what the verifier says of it is what it says
 * of the class as it was.
 */
@Timeout(600)
class LinkerCorpusTest {
    private static final String LINKS = "links";
    private static final String SLOT = "java/atoll/Slot";

    private final LinkCache linker = new LinkCache(MemberTable.standard());

    @ParameterizedTest
    @ValueSource(strings = {"org.antlr:antlr4:jar:complete:4.13.2", "org.mozilla:rhino-all:1.9.1"})
    void small(String coordinates) throws Exception {
        linkAll(coordinates);
    }

    /** Compilers of many languages, what they put out, and a jar that a shrinker went over. */
    @Tag("programs")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.clojure:clojure:1.12.6",
                "org.eclipse.jdt:ecj:3.46.100",
                "org.jetbrains.kotlin:kotlin-stdlib:2.2.0",
                "org.scala-lang:scala-library:2.13.16",
                "com.h2database:h2:2.5.252",
                "org.python:jython-standalone:2.7.4",
                "org.apache.groovy:groovy:6.0.0",
                "org.jruby:jruby-complete:10.1.1.0",
                "net.sf.saxon:Saxon-HE:13.1",
                "net.sourceforge.plantuml:plantuml:1.2026.6",
                "org.jetbrains.kotlin:kotlin-compiler-embeddable:2.2.0"
            })
    void large(String coordinates) throws Exception {
        linkAll(coordinates);
    }

    @Test
    void theVerifierIsAtWork() {
        byte[] wrong = ClassFile.of(ClassFile.StackMapsOption.DROP_STACK_MAPS)
                .build(
                        ClassDesc.of("Wrong"),
                        c -> c.withFlags(1)
                                .withMethodBody(
                                        "f",
                                        MethodTypeDesc.of(ConstantDescs.CD_String),
                                        ClassFile.ACC_STATIC,
                                        code -> code.iconst_0().areturn()));
        assertEquals("java.lang.VerifyError", new Loader(Map.of("Wrong", wrong)).outcome("Wrong"));
    }

    /** A frame that no jump needs, as a shrinker leaves it; there the locals of locks are not made yet. */
    @Test
    void aFrameAtTheStartOfAMethodWithLocks() {
        MethodTypeDesc type = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Object);
        byte[] frame = ClassFile.of(ClassFile.StackMapsOption.DROP_STACK_MAPS)
                .build(
                        ClassDesc.of("Frame"),
                        c -> c.withFlags(1).withMethodBody("f", type, ClassFile.ACC_STATIC, code -> {
                            VerificationTypeInfo object =
                                    StackMapFrameInfo.ObjectVerificationTypeInfo.of(ConstantDescs.CD_Object);
                            StackMapFrameInfo start =
                                    StackMapFrameInfo.of(code.newBoundLabel(), List.of(object), List.of());
                            code.with(StackMapTableAttribute.of(List.of(start)));
                            code.aload(0).dup().astore(1).monitorenter();
                            code.aload(1).monitorexit().return_();
                        }));
        assertEquals(LINKS, new Loader(Map.of("Frame", frame)).outcome("Frame"));
        byte[] linked = linker.link(frame, 0, frame.length, SLOT, false);
        assertEquals(LINKS, new Loader(Map.of("Frame", linked)).outcome("Frame"));
    }

    private void linkAll(String coordinates) throws Exception {
        Map<String, byte[]> before = classes(coordinates);
        Map<String, byte[]> after = new TreeMap<>();
        int changed = 0;
        for (Map.Entry<String, byte[]> one : before.entrySet()) {
            byte[] bytes = linker.link(one.getValue(), 0, one.getValue().length, SLOT, false);
            changed += Arrays.equals(bytes, one.getValue()) ? 0 : 1;
            after.put(one.getKey(), bytes);
        }
        Loader plain = new Loader(before);
        Loader linked = new Loader(after);
        Map<String, String> differences = new TreeMap<>();
        int links = 0;
        for (String name : before.keySet()) {
            String expected = plain.outcome(name);
            String outcome = linked.outcome(name);
            links += outcome.equals(LINKS) ? 1 : 0;
            if (!outcome.equals(expected)) {
                differences.put(name, expected + " became " + outcome);
            }
        }
        assertEquals(Map.of(), differences, coordinates);
        // Optional parts, whose libraries are not there, do not link; the jar must not be made of them.
        assertTrue(links > before.size() / 2 && changed > before.size() / 2, links + " of " + before.size());
        System.out.println(coordinates + ": " + links + " of " + before.size() + " classes linked");
    }

    private static Map<String, byte[]> classes(String coordinates) throws Exception {
        Map<String, byte[]> classes = new TreeMap<>();
        try (JarFile jar = new JarFile(Central.file(coordinates).toFile())) {
            for (JarEntry entry : jar.stream().toList()) {
                String name = entry.getName();
                if (name.endsWith(".class") && !name.startsWith("META-INF/") && !name.endsWith("-info.class")) {
                    classes.put(name.substring(0, name.length() - 6).replace('/', '.'), read(jar, entry));
                }
            }
        }
        return classes;
    }

    private static byte[] read(JarFile jar, JarEntry entry) throws IOException {
        try (var in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    /** Has the classes of one jar and the JDK's. Not the JDK's own loader, so HotSpot verifies what it defines. */
    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> classes;

        Loader(Map<String, byte[]> classes) {
            super(ClassLoader.getPlatformClassLoader());
            this.classes = classes;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte @Nullable [] bytes = classes.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }

        /** {@link #LINKS}, or what comes in its way. Asking for members links a class and does not initialise it. */
        String outcome(String name) {
            try {
                Objects.requireNonNull(Class.forName(name, false, this).getDeclaredConstructors());
                return LINKS;
            } catch (NoClassDefFoundError e) {
                return e.toString();
            } catch (ClassNotFoundException | LinkageError e) {
                return e.getClass().getName();
            }
        }
    }
}
