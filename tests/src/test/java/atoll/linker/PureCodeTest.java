package atoll.linker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which methods only read: those whose names begin so, and no others. */
@Timeout(30)
class PureCodeTest {
    private static final int TABLESWITCH = 170;
    private static final int LOOKUPSWITCH = 171;

    /** The methods, one for each thing that code can do. */
    @SuppressWarnings("unused")
    static class Sample implements Callable<String> {
        private static int shared;
        private int field;
        private volatile long kept;
        private int[] numbers = {1};
        private Object thing = "";
        private Sample other = this;

        public int readsField() {
            return field + 1;
        }

        public double readsManyKinds(int a, long b) {
            return a * b / 3.5 + numbers[a];
        }

        public long readsEither(float c) {
            return c > 1 ? kept : 100_000_000_000L;
        }

        public String readsConstants() {
            return numbers.length == 0 ? "none" : "many";
        }

        public int isTooLong(int a) {
            return a * a * a * a * a * a * a * a * a * a * a * a * a * a;
        }

        public int readsOfAnother() {
            int twice = other.field;
            twice += twice;
            return twice;
        }

        @Override
        public String call() {
            return toString();
        }

        public void writesField() {
            field = 1;
        }

        public void writesElement() {
            numbers[0] = 1;
        }

        public int countsUp() {
            return ++field;
        }

        public int usesStatics() {
            return shared;
        }

        public Object makesOne() {
            return new Object();
        }

        public int[] makesMany() {
            return new int[field];
        }

        public String casts() {
            return (String) thing;
        }

        public boolean asksForType() {
            return thing instanceof String;
        }

        public Class<?> namesClass() {
            return Sample.class;
        }

        public Runnable makesCode() {
            return () -> {};
        }

        public int loops() {
            int sum = 0;
            for (int i = 0; i < field; i++) {
                sum += i;
            }
            return sum;
        }

        public int throwsWhatItHas(RuntimeException e) {
            throw e;
        }

        public int catches(int by) {
            try {
                return field / by;
            } catch (ArithmeticException e) {
                return 0;
            }
        }

        public synchronized int locks() {
            return field;
        }

        public int locksInside() {
            synchronized (this) {
                return field;
            }
        }

        public int readsElsewhere(PureCodeTest test) {
            return test.elsewhere;
        }

        public static int isStatic() {
            return 1;
        }

        int isNotPublic() {
            return field;
        }
    }

    private final int elsewhere = Integer.getInteger("elsewhere", 1);

    @Test
    void thoseThatOnlyReadAreFound() throws IOException {
        try (InputStream in = Sample.class.getResourceAsStream("PureCodeTest$Sample.class")) {
            byte[] linked = ClassRewriter.rewrite(in.readAllBytes(), MemberTable.standard())
                    .bytes();
            Set<String> names = new TreeSet<>();
            new PureCode(linked).methods().forEach(method -> names.add(method.substring(0, method.indexOf('('))));
            assertEquals(
                    Set.of("readsField", "readsManyKinds", "readsEither", "readsConstants", "readsOfAnother"), names);
        }
    }

    /** Its field is another class's, whose name has no text in UTF-8, as half a pair has none, and reads like the class's own. */
    @Test
    void aClassThatIsCalledAlmostTheSameIsAnother() {
        ClassDesc own = ClassDesc.of("Made\uFFFD");
        assertEquals(Set.of("read()I"), new PureCode(reader(own, own)).methods());
        assertEquals(Set.of(), new PureCode(reader(own, ClassDesc.of("Made\uD800"))).methods());
    }

    private static byte[] reader(ClassDesc own, ClassDesc of) {
        return ClassFile.of()
                .build(
                        own,
                        type -> type.withMethodBody(
                                "read",
                                MethodTypeDesc.of(ConstantDescs.CD_int),
                                ClassFile.ACC_PUBLIC,
                                code -> code.aload(0)
                                        .getfield(of, "field", ConstantDescs.CD_int)
                                        .ireturn()));
    }

    /** Nothing that is skipped leads back: these bytes were not looked at before, for they are no class. */
    @Test
    void anAttributeOfFewerThanNoBytesIsRefused() {
        byte[] bytes = reader(ClassDesc.of("Made"), ClassDesc.of("Made"));
        int code = indexOf(bytes, new byte[] {42, (byte) 180});
        // The length of the attribute is before the sizes of stack, locals and code.
        bytes[code - 12] = (byte) 0xFF;
        assertThrows(ClassFormatError.class, () -> new PureCode(bytes).methods());
    }

    /** HotSpot has not seen such code when the linker does. */
    @ParameterizedTest
    @ValueSource(ints = {TABLESWITCH, LOOKUPSWITCH})
    void aSwitchOfFewerThanNoCasesIsRefused(int kind) {
        byte[] bytes = ClassFile.of()
                .build(
                        ClassDesc.of("Made"),
                        type -> type.withMethodBody("run", ConstantDescs.MTD_void, ClassFile.ACC_PUBLIC, code -> {
                            for (int i = 0; i < 8; i++) {
                                code.nop().nop().nop().nop();
                            }
                            code.return_();
                        }));
        int at = indexOf(bytes, new byte[32]);
        bytes[at] = (byte) kind;
        // Behind the padding, the default's offset and, for a table, its low end.
        int count = at + 4 + (kind == TABLESWITCH ? 8 : 4);
        bytes[count] = (byte) 0xFF;
        bytes[count + 1] = (byte) 0xFF;
        bytes[count + 2] = (byte) 0xFF;
        bytes[count + 3] = (byte) 0xF0;
        assertThrows(VerifyError.class, () -> ClassRewriter.rewrite(bytes, MemberTable.standard()));
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        for (int i = 0; i <= bytes.length - part.length; i++) {
            if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new AssertionError("no such code");
    }
}
