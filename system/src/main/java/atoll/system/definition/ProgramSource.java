package atoll.system.definition;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where the program of a process comes from. A main class that is null is the one in the manifest. */
public sealed interface ProgramSource {
    /** A jar of the host. */
    record Jar(Path file, @Nullable String main) implements ProgramSource {}

    /** Maven coordinates, {@code GROUP:ARTIFACT[:EXTENSION[:CLASSIFIER]]:VERSION}, with what they depend on. */
    record Artifact(String coordinates, @Nullable String main) implements ProgramSource {}

    /** A tool of the JDK. */
    record Tool(String module, String main) implements ProgramSource {}

    /**
     * A class in jars and folders.
     *
     * @param entries absolute paths of the host, {@code DIR/*} for all jars of a folder; paths in a mount of the process; or
     *     Maven coordinates, for what they name with its dependencies
     */
    record ClassPath(List<String> entries, String main) implements ProgramSource {
        public ClassPath {
            entries = List.copyOf(entries);
        }
    }

    /** The shell, of a session. */
    record Shell() implements ProgramSource {}

    /** A server that comes with Atoll. */
    record Server(BuiltIn server) implements ProgramSource {}

    /** A program that comes with Atoll, which is as any other in all else. */
    record Own(OwnProgram program) implements ProgramSource {}

    /** What a built-in server starts with. */
    String BUILT_IN = "builtin:";

    /** What a program that comes with Atoll starts with. */
    String OWN = "atoll:";

    /** Without a slash: {@code ./a:b.jar} is a file. */
    Pattern COORDINATES = Pattern.compile("[^:\\s/]+(:[^:\\s/]+){2,4}");

    Pattern TOOL = Pattern.compile("(jdk[\\w.]*)/([\\w.$]+)");

    /** Whether an entry of a class path is coordinates, and no path. */
    static boolean isArtifact(String entry) {
        return COORDINATES.matcher(entry).matches();
    }

    /** A path is as it was written, and there is no main class yet. */
    static ProgramSource of(String text) {
        if (text.startsWith(BUILT_IN)) {
            String word = text.substring(BUILT_IN.length());
            BuiltIn server = BuiltIn.of(word);
            if (server == null) {
                throw new IllegalArgumentException("no built-in server; there are " + Shown.any(Forms.servers())
                        + Nearest.hint(word, Forms.servers()));
            }
            return new Server(server);
        }
        if (text.startsWith(OWN)) {
            String word = text.substring(OWN.length());
            OwnProgram program = OwnProgram.of(word);
            if (program == null) {
                throw new IllegalArgumentException("Atoll has no such program; there are "
                        + Shown.any(OwnProgram.words()) + Nearest.hint(word, OwnProgram.words()));
            }
            return new Own(program);
        }
        var tool = TOOL.matcher(text);
        if (tool.matches() && !text.endsWith(".jar")) {
            return new Tool(tool.group(1), tool.group(2));
        }
        if (text.indexOf(':') >= 0 && text.indexOf('/') < 0) {
            if (COORDINATES.matcher(text).matches()) {
                return new Artifact(text, null);
            }
            throw new IllegalArgumentException(
                    "not GROUP:ARTIFACT[:EXTENSION[:CLASSIFIER]]:VERSION; a jar with a colon in its name is ./NAME");
        }
        if (text.isEmpty() || text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("not a path");
        }
        return new Jar(Path.of(text), null);
    }

    /** With that main class in place of the one in the manifest. */
    default ProgramSource main(@Nullable String main) {
        return switch (this) {
            case Jar jar -> new Jar(jar.file, main);
            case Artifact artifact -> new Artifact(artifact.coordinates, main);
            default -> this;
        };
    }
}
