package guest;

/** A message of ports, for tests. */
public sealed interface Parcel {
    /** One of a sender's, by number. */
    record Numbered(int sender, int number) implements Parcel {}

    /** One that holds others. */
    record Pair(Parcel first, Parcel second) implements Parcel {}
}
