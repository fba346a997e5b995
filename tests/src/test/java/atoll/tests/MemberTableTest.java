package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import atoll.linker.MemberTable;
import atoll.linker.MemberTable.OwnLine;
import atoll.linker.Weaver;
import atoll.system.Atoll;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The member table against this very JDK build. */
class MemberTableTest {
    @Test
    void everyLineHasAPlaceInThisJdk() throws Exception {
        MemberTable table = MemberTable.standard();
        assertEquals(List.of(), missing(table));
    }

    @Test
    void aLineWithoutAPlaceIsReported() throws Exception {
        MemberTable table = MemberTable.parse("""
                hook java.lang.Runtime exit enter exit 1
                hook java.lang.Runtime leaveAtOnce enter exit 1
                own java.util.Locale defaultLocale LOCALE
                own java.util.Locale favouriteLocale LOCALE
                """);
        List<String> missing = missing(table);
        assertEquals(2, missing.size(), missing.toString());
        assertEquals(1, missing.stream().filter(m -> m.contains("leaveAtOnce")).count());
        assertEquals(
                1, missing.stream().filter(m -> m.contains("favouriteLocale")).count());
    }

    /** A kept woven file may lack one class: what is woven then must not be taken for a line without a place. */
    @Test
    void everyStaticIsReadByItsOwnerOrTheReadersOfItsLine() throws Exception {
        List<String> unread = new ArrayList<>();
        for (OwnLine line : MemberTable.standard().owns()) {
            String readers = String.join(" ", line.readers());
            MemberTable one = MemberTable.parse(
                    "own " + line.owner() + " " + line.field() + " " + line.name() + " " + readers.replace('/', '.'));
            unread.addAll(missing(one));
        }
        assertEquals(List.of(), unread);
    }

    @Test
    void aHookThatDoesNotExistIsAnError() {
        MemberTable table = MemberTable.parse("hook java.lang.Runtime exit enter leaveAtOnce 1");
        assertThrows(IllegalArgumentException.class, () -> missing(table));
    }

    @Test
    void aWordThatIsNoLineIsAnErrorWithItsNumber() {
        var e = assertThrows(IllegalArgumentException.class, () -> MemberTable.parse("# fine\nallow everything"));
        assertEquals(true, e.getMessage().contains("line 2"), e.getMessage());
    }

    private static List<String> missing(MemberTable table) throws Exception {
        Atoll.boot();
        Weaver weaver = new Weaver(table, Class.forName("java.atoll.Hook"));
        for (String name : table.wovenClasses()) {
            Class<?> type = Class.forName(name.replace('/', '.'), false, ClassLoader.getPlatformClassLoader());
            try (InputStream in = type.getModule().getResourceAsStream(name + ".class")) {
                weaver.weave(name, in.readAllBytes());
            }
        }
        return weaver.missing();
    }
}
