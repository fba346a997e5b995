package atoll.system.definition;

import java.util.Comparator;

/** Where something stands in a text: lines and columns are counted from 1. */
public record Position(int line, int column) implements Comparable<Position> {
    /** Of what concerns the whole file. */
    public static final Position NONE = new Position(0, 0);

    static final Position START = new Position(1, 1);

    private static final Comparator<Position> ORDER =
            Comparator.comparingInt(Position::line).thenComparingInt(Position::column);

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }
}
