package atoll.system.command;

import java.util.ArrayList;
import java.util.List;

/** Rows of a table as text: columns as wide as they need to be. */
final class Table {
    private final List<String[]> rows = new ArrayList<>();
    private final boolean[] right;

    /** Columns whose heads begin with {@code >} are set to the right. */
    Table(String... heads) {
        right = new boolean[heads.length];
        String[] shown = new String[heads.length];
        for (int i = 0; i < heads.length; i++) {
            right[i] = heads[i].startsWith(">");
            shown[i] = right[i] ? heads[i].substring(1) : heads[i];
        }
        rows.add(shown);
    }

    void row(String... cells) {
        rows.add(cells);
    }

    List<String> lines() {
        int[] widths = new int[right.length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                String space = " ".repeat(widths[i] - row[i].length());
                line.append(i == 0 ? "" : "  ").append(right[i] ? space + row[i] : row[i] + space);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    void print() {
        lines().forEach(System.out::println);
    }
}
