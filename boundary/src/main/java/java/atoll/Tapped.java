package java.atoll;

/** The superclass of the classes that are generated to watch the calls of a contract. */
public abstract class Tapped {
    protected final Tap tap;

    protected Tapped(Tap tap) {
        this.tap = tap;
    }
}
