package atoll.personality.java;

import java.nio.file.Path;
import java.util.List;

/**
 * A program that can be started: class path on the host, main class, arguments. The files of the class path are seen by
 * the process at their own host paths, for reading.
 *
 * @param mainClass empty: the one that the manifest of the first jar names, as the process finds that when it starts
 */
public record Program(String name, List<Path> classPath, String mainClass, List<String> arguments) {
    public Program {
        classPath = List.copyOf(classPath);
        arguments = List.copyOf(arguments);
    }

    /** The same program with other arguments. */
    public Program with(String... args) {
        return new Program(name, classPath, mainClass, List.of(args));
    }
}
