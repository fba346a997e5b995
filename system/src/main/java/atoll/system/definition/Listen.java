package atoll.system.definition;

import atoll.personality.java.Grants;

/**
 * A port that a process may listen on.
 *
 * @param local of the kernel's own loopback, which only processes reach; otherwise of the host
 * @param port 0: any free one
 */
public record Listen(boolean local, int port) {
    static final String LOCAL = "local:";
    static final int MOST_PORT = 65_535;

    /** Reads {@code [local:]PORT}; {@link IllegalArgumentException} says what is wrong. */
    public static Listen of(String text) {
        boolean local = text.startsWith(LOCAL);
        return new Listen(local, Units.number(local ? text.substring(LOCAL.length()) : text, 0, MOST_PORT));
    }

    public void give(Grants process) {
        if (local) {
            process.listenLocal(port);
        } else {
            process.listen(port);
        }
    }

    /** As it is written. */
    @Override
    public String toString() {
        return (local ? LOCAL : "") + port;
    }
}
