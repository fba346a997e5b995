package atoll.system.up;

import atoll.contract.file.FileTree;
import atoll.kernel.Capability;
import atoll.kernel.Endpoint;
import atoll.personality.java.Grants;
import atoll.system.definition.FilesDefinition;
import atoll.system.definition.ProcessDefinition;
import atoll.system.definition.SystemDefinition;
import atoll.system.service.FileService;
import atoll.system.service.Service;
import atoll.system.service.SpaceService;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a system is made of, and what of it is new.
 *
 * @param contracts null: it has none of its own
 * @param gone services of the system before that are not there any more, or are others now
 * @param session what sessions are given; null: there are none
 * @param come services that are to be started, in the order of the definition
 */
record Plan(
        SystemDefinition definition,
        @Nullable Contracts contracts,
        Map<String, Shared> files,
        Map<String, Part> parts,
        Set<String> gone,
        Map<String, Service> come,
        @Nullable Grants session) {
    /** Files that several processes have: of a file server, or of a name space of others. */
    record Shared(
            FilesDefinition definition,
            @Nullable FileService tree,
            @Nullable SpaceService space,
            List<String> needs) {
        /** Whether they are those that they were. */
        boolean isSame(@Nullable Shared other) {
            return other != null && other.tree == tree && other.space == space;
        }

        void mount(String guest, boolean writable, Grants grants) {
            if (tree != null) {
                grants.mount(guest, tree.capability(), writable);
            } else if (space != null) {
                grants.mount(guest, space.capability());
            }
        }

        Service service() {
            String name = definition.name();
            Service service = tree != null
                    ? tree.service(name)
                    : Objects.requireNonNull(space).service(name);
            return service.after(needs.toArray(String[]::new));
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
            Set<String> services) {
        /** The files that it serves there; null if these are none. */
        @SuppressWarnings("unchecked") // the contract is compared
        @Nullable Capability<FileTree> tree(String endpoint) {
            if (server != null) {
                return server.tree();
            }
            Endpoint<?> served = serves.get(endpoint);
            return served == null || served.contract() != FileTree.class
                    ? null
                    : ((Endpoint<FileTree>) served).capability();
        }
    }
}
