package atoll.system.definition;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Servers that come with Atoll, as processes of a definition, and the endpoints that each has for the others. */
public enum BuiltIn {
    /** {@code LogService}. */
    LOG("log"),
    /** {@code ClockService}: the time, and timers. */
    CLOCK("clock timers"),
    /** {@code EntropyService}. */
    ENTROPY("entropy"),
    /** {@code ProcService}: the process table, the same as files, {@code ProcessControl}, and {@code Control} over the whole system. */
    PROC("processes proc control system"),
    /** {@code NetService}: sockets, with the rights of {@code listen} and {@code connect} of who uses it. */
    HOST_NET("net");

    /** With a blank between. */
    private final String endpoints;

    BuiltIn(String endpoints) {
        this.endpoints = endpoints;
    }

    /** As it is written after {@code builtin:}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What other processes may use of it. */
    public Set<String> endpoints() {
        return Set.of(endpoints.split(" "));
    }

    /** Those of them that are trees of files. */
    Set<String> trees() {
        return this == PROC ? Set.of("proc") : Set.of();
    }

    static @Nullable BuiltIn of(String word) {
        for (BuiltIn each : values()) {
            if (each.word().equals(word)) {
                return each;
            }
        }
        return null;
    }
}
