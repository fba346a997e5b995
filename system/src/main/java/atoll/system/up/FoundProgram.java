package atoll.system.up;

import atoll.personality.java.Program;
import atoll.system.BadInput;
import atoll.system.ProgramFinder;
import atoll.system.definition.Mount;
import atoll.system.definition.ProcessDefinition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The program of a process, found.
 *
 * @param besides files that it must see too
 * @param stamp what its files were when it was found
 */
record FoundProgram(Program program, Set<Path> besides, String stamp) {
    static FoundProgram of(ProcessDefinition process) throws BadInput {
        ProgramFinder finder = new ProgramFinder(path -> isServed(process, path));
        ProgramFinder.Found found = finder.find(process.program(), process.arguments());
        Program program = new Program(
                process.name(),
                found.program().classPath(),
                found.program().mainClass(),
                found.program().arguments());
        List<Path> files = new ArrayList<>(program.classPath());
        files.addAll(found.besides());
        return new FoundProgram(program, found.besides(), Stamp.of(files));
    }

    private static boolean isServed(ProcessDefinition process, Path path) {
        for (Mount mount : process.mounts()) {
            if (mount.isServed() && path.startsWith(mount.guest())) {
                return true;
            }
        }
        return false;
    }
}
