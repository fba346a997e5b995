package atoll.system.definition;

import atoll.contract.process.Tree;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What runs: read by {@link DefinitionReader}, and right as far as a text can be.
 *
 * @param file where it was read
 * @param contracts jars and folders with the contracts that processes serve and use
 * @param supervision what the supervisor of the processes is told
 * @param files in the order of the text
 * @param session what a shell is given, and the programs that it starts; null: there are no sessions
 * @param processes in the order of the text; what a process needs may come later
 */
public record SystemDefinition(
        Path file,
        String name,
        List<Path> contracts,
        Tree supervision,
        List<FilesDefinition> files,
        @Nullable ProcessDefinition session,
        List<ProcessDefinition> processes) {
    public SystemDefinition {
        contracts = List.copyOf(contracts);
        files = List.copyOf(files);
        processes = List.copyOf(processes);
    }
}
