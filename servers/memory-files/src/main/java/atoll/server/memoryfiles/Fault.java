package atoll.server.memoryfiles;

import atoll.contract.file.FileFault;
import java.io.IOException;

/** Errors in the form that {@code FileTree} gives them. */
final class Fault {
    private Fault() {}

    static IOException of(FileFault fault, String what) {
        return new IOException(fault + ": " + what);
    }

    /** A name that is one component of a path, and not too long. */
    static void checkName(String name) throws IOException {
        if (name.isEmpty()
                || name.equals(".")
                || name.equals("..")
                || name.indexOf('/') >= 0
                || name.indexOf('\0') >= 0) {
            throw of(FileFault.INVALID, "not a name: \"" + name + "\"");
        }
        if (name.length() > Node.MOST_NAME) {
            throw of(FileFault.NAME_TOO_LONG, name.length() + " characters");
        }
    }
}
