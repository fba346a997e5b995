package atoll.system.definition;

import atoll.personality.java.Grants;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a process may connect to.
 *
 * @param host {@code *}: all; {@code local}: the kernel's own loopback; of an address with colons, without brackets
 * @param port 0: all
 */
public record Connect(String host, int port) {
    /** What a JSON schema can say of it. */
    static final String PATTERN = "^(\\[[0-9a-fA-F:.%]+\\]|[^:\\[\\],=\\s]+):(\\*|[0-9]{1,9})$";

    private static final Pattern DESTINATION = Pattern.compile(PATTERN);
    private static final String LOCAL = "local";

    /** Reads {@code HOST:PORT}; {@link IllegalArgumentException} says what is wrong. */
    public static Connect of(String text) {
        Matcher matcher = DESTINATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not HOST:PORT");
        }
        String host = matcher.group(1);
        String port = matcher.group(2);
        boolean literal = host.startsWith("[");
        return new Connect(
                literal ? host.substring(1, host.length() - 1) : host,
                port.equals("*") ? 0 : Units.number(port, 1, Listen.MOST_PORT));
    }

    public void give(Grants process) {
        if (host.equals(LOCAL)) {
            process.connectLocal(port);
        } else {
            process.connect(host, port);
        }
    }

    /** As it is written. */
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + (port == 0 ? "*" : port);
    }
}
