package atoll.kernel;

import java.io.Serial;

/** A contract, or the bytes of one of its classes, is refused. Names the type, the member and the reason. */
public final class ContractViolation extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Most characters of a message. */
    private static final int LENGTH = 500;

    private final String type;
    private final String member;
    private final String reason;

    ContractViolation(String type, String member, String reason) {
        super(line(type + (member.isEmpty() ? "" : "." + member) + ": " + reason), null);
        this.type = type;
        this.member = member;
        this.reason = reason;
    }

    /** One line: names in a class file may hold any character, and 64 KB of them. */
    private static String line(String text) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < text.length() && i < LENGTH; i++) {
            char c = text.charAt(i);
            line.append(Character.isISOControl(c) ? '?' : c);
        }
        return line.toString();
    }

    /** Name of the offending class. */
    public String type() {
        return type;
    }

    /** The field, component or method, or an empty string if it is the class itself. */
    public String member() {
        return member;
    }

    /** Why it is refused, without the names. */
    public String reason() {
        return reason;
    }
}
