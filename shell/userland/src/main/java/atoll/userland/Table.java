package atoll.userland;

import java.util.ArrayList;
import java.util.List;

/** Rows in columns that are as wide as they need to be. A head that begins with {@code >} stands on the right, as its column does. */
final class Table {
    private final List<String[]> rows = new ArrayList<>();
    private final boolean[] right;

    Table(String... heads) {
        right = new boolean[heads.length];
        String[] row = heads.clone();
        for (int i = 0; i < heads.length; i++) {
            right[i] = heads[i].startsWith(">");
            row[i] = right[i] ? heads[i].substring(1) : heads[i];
        }
        rows.add(row);
    }

    void add(String... row) {
        rows.add(row);
    }

    void print(Output out) throws Output.Broken {
        print(out, Integer.MAX_VALUE, "\n");
    }

    /** At most so many rows, each with that end. */
    void print(Output out, int most, String end) throws Output.Broken {
        int[] widths = new int[right.length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        for (String[] row : rows.subList(0, Math.min(most, rows.size()))) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                String space = " ".repeat(widths[i] - row[i].length());
                boolean last = i == row.length - 1;
                line.append(right[i] ? space + row[i] : last ? row[i] : row[i] + space)
                        .append(last ? "" : " ");
            }
            out.print(line + end);
        }
    }
}
