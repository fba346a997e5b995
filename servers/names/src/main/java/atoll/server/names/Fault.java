package atoll.server.names;

import atoll.contract.name.NameFault;
import java.io.IOException;

/** Errors in the form that {@code NameSpace} gives them. */
final class Fault {
    private Fault() {}

    static IOException of(NameFault fault, String what) {
        return new IOException(fault + ": " + what);
    }
}
