package atoll.linker;

/**
 * Moves the exception table, and cuts the poll at the head of each handler out of the ranges that could lead back to it.
 * javac lets {@code any} handlers cover themselves: the kill thrown by the poll would be caught by the same handler, for
 * ever. The rule: what covers the poll of handler H may lead only to handlers behind H in the code, as compilers nest
 * them; so no circle is left, even in bytecode made by hand.
 */
final class ExceptionTable {
    private ExceptionTable() {}

    /** Writes count and entries. {@code table} is start, end, handler, type, ... with old offsets. */
    static void write(int[] table, Insertions plan, ByteSink out) {
        int countAt = out.size();
        out.u2(0);
        int count = 0;
        for (int i = 0; i < table.length; i += 4) {
            count += entry(table, i, plan, out);
        }
        out.setU2(countAt, count);
    }

    private static int entry(int[] table, int i, Insertions plan, ByteSink out) {
        int handler = table[i + 2];
        int from = plan.from(table[i]);
        int end = plan.before[table[i + 1]];
        int count = 0;
        int[] polls = pollsWithin(table, table[i], table[i + 1], handler, plan);
        for (int poll : polls) {
            int cut = plan.before[poll];
            if (cut > from) {
                put(out, from, cut, plan.before[handler], table[i + 3]);
                count++;
            }
            from = cut + Insertions.CALL;
        }
        if (end > from) {
            put(out, from, end, plan.before[handler], table[i + 3]);
            count++;
        }
        return count;
    }

    /** Old offsets, ascending, of polled handlers within the range that are not before {@code handler}'s own. */
    private static int[] pollsWithin(int[] table, int start, int end, int handler, Insertions plan) {
        java.util.TreeSet<Integer> polls = new java.util.TreeSet<>();
        for (int k = 0; k < table.length; k += 4) {
            int pc = table[k + 2];
            if (pc >= start && pc < end && handler <= pc && plan.has(pc, Insertions.CAUGHT)) {
                polls.add(pc);
            }
        }
        int[] result = new int[polls.size()];
        int next = 0;
        for (int poll : polls) {
            result[next++] = poll;
        }
        return result;
    }

    private static void put(ByteSink out, int start, int end, int handler, int type) {
        out.u2(start);
        out.u2(end);
        out.u2(handler);
        out.u2(type);
    }
}
