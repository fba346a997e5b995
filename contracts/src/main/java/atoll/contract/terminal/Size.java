package atoll.contract.terminal;

/** A window, in characters; 0 where it is not known. As in Linux at most 65,535; {@link IllegalArgumentException} beyond. */
public record Size(int columns, int rows) {
    private static final int MOST = 65_535;

    public Size {
        if (columns < 0 || columns > MOST || rows < 0 || rows > MOST) {
            throw new IllegalArgumentException("columns and rows are from 0 to 65535");
        }
    }
}
