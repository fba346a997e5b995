package atoll.linker;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Call sites of a class that are redirected to {@code java.atoll.Sys}: the {@code site} lines of the member table,
 * matched against the constant pool once per class.
 */
final class Sites {
    static final String SYS = "java/atoll/Sys";

    private static final int FIELDREF = 9;
    private static final int METHODREF = 10;

    /** Redirects nothing. */
    static final Sites NONE = new Sites();

    private final Map<Integer, Integer> targets = new HashMap<>();

    private Sites() {}

    Sites(ConstantPool pool, MemberTable table) {
        int count = pool.originalCount();
        for (int i = 1; i < count; i++) {
            int tag = pool.tag(i);
            if (tag == FIELDREF || tag == METHODREF) {
                match(pool, table, i);
            }
        }
    }

    private void match(ConstantPool pool, MemberTable table, int i) {
        int owner = pool.u2(i, 1);
        if (!table.mayHaveSites(pool.className(owner))) {
            return;
        }
        int nameAndType = pool.u2(i, 3);
        String name = pool.utf8(pool.u2(nameAndType, 1));
        String type = pool.utf8(pool.u2(nameAndType, 3));
        MemberTable.SiteLine line = table.site(pool.className(owner), name, type);
        if (line != null) {
            targets.put(i, pool.addMethod(SYS, line.target(), line.targetType()));
        }
    }

    /** Index of the method to call instead of the member {@code i}, or null. */
    @Nullable Integer target(int i) {
        return targets.isEmpty() ? null : targets.get(i);
    }
}
