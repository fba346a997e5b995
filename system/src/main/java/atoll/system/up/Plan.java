package atoll.system.up;

import atoll.kernel.Endpoint;
import atoll.system.definition.FilesDefinition;
import atoll.system.definition.ProcessDefinition;
import atoll.system.definition.SystemDefinition;
import atoll.system.service.FileService;
import atoll.system.service.Service;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a system is made of, and what of it is new.
 *
 * @param contracts null: it has none of its own
 * @param gone services of the system before that are not there any more, or are others now
 * @param come services that are to be started, in the order of the definition
 */
record Plan(
        SystemDefinition definition,
        @Nullable Contracts contracts,
        Map<String, Shared> files,
        Map<String, Part> parts,
        Set<String> gone,
        Map<String, Service> come) {
    /** Files that several processes have. */
    record Shared(FilesDefinition definition, FileService service) {
        /** Whether they are the same, wherever that stands. */
        boolean isSame(FilesDefinition other) {
            return definition.store().equals(other.store());
        }
    }

    /**
     * A process.
     *
     * @param program null: a server of Atoll's
     * @param server the server; null: a program
     * @param serves its endpoints, by name
     * @param services names of the services that are there for it: its own, and those of what it has alone
     */
    record Part(
            ProcessDefinition definition,
            @Nullable FoundProgram program,
            @Nullable BuiltServer server,
            Map<String, Endpoint<?>> serves,
            Set<String> services) {}
}
