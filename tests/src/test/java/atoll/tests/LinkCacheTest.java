package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import atoll.linker.LinkCache;
import atoll.linker.MemberTable;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import org.junit.jupiter.api.Test;

/** Which rewritten classes are kept. */
class LinkCacheTest {
    private static final String SLOT = "java/atoll/S000";

    private final LinkCache cache = new LinkCache(MemberTable.standard());

    private static byte[] classFile(int number) {
        return ClassFile.of()
                .build(
                        ClassDesc.of("Made" + number),
                        type -> type.withMethodBody(
                                "run",
                                ConstantDescs.MTD_void,
                                ClassFile.ACC_STATIC,
                                code -> code.invokestatic(ClassDesc.of("Made"), "run", ConstantDescs.MTD_void)
                                        .return_()));
    }

    @Test
    void classesOfClassPathsAreKeptAtOnce() {
        byte[] bytes = classFile(0);
        byte[] linked = cache.link(bytes, 0, bytes.length, SLOT, false);
        assertEquals(1, cache.size());
        byte[] again = cache.link(bytes, 0, bytes.length, SLOT, true);
        assertArrayEquals(linked, again);
        assertNotSame(linked, again);
        assertEquals(1, cache.size());
    }

    @Test
    void classesThatProgramsMakeAreKeptWhenTheyComeAgain() {
        for (int i = 0; i < 1_000; i++) {
            byte[] bytes = classFile(i);
            cache.link(bytes, 0, bytes.length, SLOT, true);
        }
        assertEquals(0, cache.size());
        byte[] last = classFile(999);
        byte[] linked = cache.link(last, 0, last.length, SLOT, true);
        assertEquals(1, cache.size());
        assertArrayEquals(linked, cache.link(last, 0, last.length, SLOT, true));
    }
}
