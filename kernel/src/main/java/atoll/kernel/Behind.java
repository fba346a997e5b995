package atoll.kernel;

import java.atoll.Gate;
import java.atoll.Link;
import org.jspecify.annotations.Nullable;

/** What is behind a gate that somebody holds. There is no object of this class: it is a gate for the sake of the access. */
abstract class Behind extends Gate {
    Behind(Link link) {
        super(link);
    }

    /** The capability; null for what is no gate. */
    static @Nullable Capability<?> of(@Nullable Object gate) {
        return link(gate) instanceof Capability<?> capability ? capability : null;
    }
}
