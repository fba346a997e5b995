package atoll.system.definition;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint that a process may call.
 *
 * @param name what it finds it under
 * @param process who serves it
 * @param endpoint its name there
 * @param within {@code Capability.within}; null: not said
 * @param rights {@code Capability.with}; null: not said, which is all
 */
public record Use(
        String name,
        Position at,
        String process,
        String endpoint,
        @Nullable Duration within,
        @Nullable Set<String> rights) {
    public Use {
        rights = rights == null ? null : Set.copyOf(rights);
    }
}
