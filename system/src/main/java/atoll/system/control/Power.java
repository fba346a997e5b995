package atoll.system.control;

import java.util.Locale;

/** What may be asked on a connection. */
public enum Power {
    /** What changes nothing. */
    LOOK(""),
    /** A shell or a command in a session. */
    SESSION("session"),
    /** All. */
    CHANGE("change");

    private final String right;

    Power(String right) {
        this.right = right;
    }

    /** The right to {@code Control} that it is had by; empty: none is needed. */
    public String right() {
        return right;
    }

    /** The method of {@code Control} that connects with it, as errors write it. */
    public String method() {
        return name().toLowerCase(Locale.ROOT) + "()";
    }

    /** Whether who has this may ask what needs that. */
    public boolean allows(Power need) {
        return this == need || this == CHANGE;
    }
}
