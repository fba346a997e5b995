package atoll.linker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
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
        int at = indexOfNops(bytes);
        bytes[at] = (byte) kind;
        // Behind the padding, the default's offset and, for a table, its low end.
        int count = at + 4 + (kind == TABLESWITCH ? 8 : 4);
        bytes[count] = (byte) 0xFF;
        bytes[count + 1] = (byte) 0xFF;
        bytes[count + 2] = (byte) 0xFF;
        bytes[count + 3] = (byte) 0xF0;
        assertThrows(VerifyError.class, () -> ClassRewriter.rewrite(bytes, MemberTable.standard()));
    }

    private static int indexOfNops(byte[] bytes) {
        int run = 0;
        for (int i = 0; i < bytes.length; i++) {
            run = bytes[i] == 0 ? run + 1 : 0;
            if (run == 32) {
                return i - 31;
            }
        }
        throw new AssertionError("no such code");
    }
}
