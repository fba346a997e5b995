package atoll.system;

import atoll.personality.java.Program;
import atoll.system.definition.ProgramSource;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link Program} of the words that the user typed: a jar, a class on a class path, Maven
 * coordinates, or a tool of the JDK.
 */
public final class ProgramFinder {
    private static final Pattern COORDINATES = Pattern.compile("[^:\\s/]+(:[^:\\s/]*){1,5}");

    /** As {@code java -m} takes it; the modules are the JDK's, whose packages say which one it is. */
    private static final Pattern TOOL = Pattern.compile("jdk[\\w.]*/[\\w.$]+");

    /**
     * A program that can be started.
     *
     * @param besides files that manifests of its jars name as class path, which it must see too
     */
    public record Found(Program program, Set<Path> besides) {}

    private static final String CENTRAL = "https://repo.maven.apache.org/maven2";

    private final String repository;
    private final String remote;
    private final Predicate<Path> served;

    /** How a main class is named, for messages. */
    private final String naming;

    private ProgramFinder(String repository, String remote, Predicate<Path> served, String naming) {
        this.repository = repository;
        this.remote = remote;
        this.served = served;
        this.naming = naming;
    }

    /** With the usual repositories; {@code served} says which paths are in mounts of the process. */
    public ProgramFinder(Predicate<Path> served) {
        this(usualRepository(), usualRemote(), served, "the key \"main\"");
    }

    static String usualRepository() {
        return environment("ATOLL_REPOSITORY", System.getProperty("user.home") + "/.m2/repository");
    }

    static String usualRemote() {
        return environment("ATOLL_REMOTE", CENTRAL);
    }

    private static String environment(String name, String otherwise) {
        return Objects.requireNonNullElse(System.getenv(name), otherwise);
    }

    /** What a definition names; {@link BadInput} says what is wrong with it. */
    public Found find(ProgramSource source, List<String> arguments) throws BadInput {
        return switch (source) {
            case ProgramSource.Jar jar -> byJar(jar.file().toString(), jar.main(), arguments);
            case ProgramSource.Artifact artifact -> byCoordinates(artifact.coordinates(), artifact.main(), arguments);
            case ProgramSource.Tool tool -> found(tool.main(), List.of(), tool.main(), arguments);
            case ProgramSource.ClassPath path ->
                found(path.main(), definedPath(path.entries()), path.main(), arguments);
            case ProgramSource.Own own ->
                found(
                        own.program().main(),
                        OwnJars.ofClasses(own.program().classes()),
                        own.program().main(),
                        arguments);
            case ProgramSource.Server server ->
                throw new IllegalArgumentException("a server of Atoll's is not looked for: " + server);
            case ProgramSource.Shell shell ->
                throw new IllegalArgumentException("the shell is not looked for: " + shell);
        };
    }

    static Found find(RunOptions source) throws BadInput {
        return new ProgramFinder(source.repository, source.remote, source.grants.servers::holds, "-m CLASS")
                .typed(source);
    }

    private Found typed(RunOptions source) throws BadInput {
        List<String> words = source.words;
        if (source.classPath != null && source.main != null) {
            // The main class is named already: all words are the program's own.
            return found(source.main, classPath(entries(source.classPath)), source.main, own(words));
        }
        if (words.isEmpty()) {
            throw new BadInput("no program named; see atoll run --help");
        }
        String first = words.getFirst();
        List<String> rest = words.subList(1, words.size());
        if (source.classPath != null) {
            return found(first, classPath(entries(source.classPath)), first, own(rest));
        }
        if (COORDINATES.matcher(first).matches() && !Files.exists(path(first))) {
            boolean named = rest.size() >= 2
                    && (rest.getFirst().equals("-m") || rest.getFirst().equals("--main"));
            return byCoordinates(
                    first, named ? rest.get(1) : source.main, own(named ? rest.subList(2, rest.size()) : rest));
        }
        if (TOOL.matcher(first).matches() && !Files.exists(path(first))) {
            String main = first.substring(first.indexOf('/') + 1);
            return found(main, List.of(), main, own(rest));
        }
        return byJar(first, source.main, own(rest));
    }

    private static List<String> entries(String classPath) {
        return List.of(classPath.split(File.pathSeparator, -1));
    }

    private static List<String> own(List<String> words) {
        return !words.isEmpty() && words.getFirst().equals("--") ? words.subList(1, words.size()) : words;
    }

    private Found byJar(String first, @Nullable String main, List<String> rest) throws BadInput {
        Path jar = file(first);
        if (Files.isDirectory(jar)) {
            throw new BadInput(first + ": a folder, not a jar; to run a class in it: -cp " + first + " MAIN_CLASS");
        }
        JarHead head = JarHead.read(jar);
        return found(jar.getFileName().toString(), List.of(jar), mainClass(first, main, head), rest);
    }

    private Found byCoordinates(String coordinates, @Nullable String main, List<String> rest) throws BadInput {
        List<Path> path = Repository.resolve(coordinates, path(repository), remote);
        String type = mainClass(coordinates, main, JarHead.read(path.getFirst()));
        return found(coordinates.split(":")[1], path, type, rest);
    }

    private String mainClass(String where, @Nullable String named, JarHead head) throws BadInput {
        if (named != null) {
            return named;
        }
        if (head.mainClass() == null) {
            throw new BadInput(where + ": no main class in its manifest; name one with " + naming);
        }
        return head.mainClass();
    }

    private static Found found(String name, List<Path> path, String main, List<String> own) throws BadInput {
        if (main.isBlank()) {
            throw new BadInput("an empty main class");
        }
        Set<Path> besides = new LinkedHashSet<>();
        for (Path each : path) {
            if (Files.isRegularFile(each)) {
                collect(each, besides);
            }
        }
        path.forEach(besides::remove);
        return new Found(new Program(name, path, main.replace('/', '.'), own), besides);
    }

    /** Adds what the manifest of {@code jar} names as class path, and so on; what is not there is left out, as in Java. */
    private static void collect(Path jar, Set<Path> besides) throws BadInput {
        for (Path next : JarHead.read(jar).classPath()) {
            if (Files.isReadable(next) && besides.add(next) && Files.isRegularFile(next) && JarHead.isJar(next)) {
                collect(next, besides);
            }
        }
    }

    /** That of a definition: with what coordinates name, each file once. */
    private List<Path> definedPath(List<String> entries) throws BadInput {
        Set<Path> files = new LinkedHashSet<>();
        for (String entry : entries) {
            files.addAll(
                    ProgramSource.isArtifact(entry)
                            ? Repository.resolve(entry, path(repository), remote)
                            : classPath(List.of(entry)));
        }
        return List.copyOf(files);
    }

    /** The entries of a class path, by the rules of the java launcher: empty is here, {@code *} is all jars. */
    private List<Path> classPath(List<String> entries) throws BadInput {
        List<Path> result = new ArrayList<>();
        for (String entry : entries) {
            if (entry.equals("*") || entry.endsWith("/*")) {
                jars(path(entry.substring(0, entry.length() - 1)), result);
                continue;
            }
            if (!entry.isEmpty() && served.test(path(entry))) {
                result.add(path(entry));
                continue;
            }
            Path path = file(entry);
            if (Files.isRegularFile(path)) {
                JarHead.read(path);
            }
            result.add(path);
        }
        return result;
    }

    private static void jars(Path folder, List<Path> into) throws BadInput {
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString().toLowerCase(Locale.ROOT);
                if (name.endsWith(".jar")) {
                    jars.add(entry.toAbsolutePath().normalize());
                }
            }
        } catch (IOException e) {
            throw new BadInput("-cp " + folder + "/*: no such folder", e);
        }
        jars.sort(null);
        into.addAll(jars);
    }

    /** The absolute path of a file or folder that exists and can be read. */
    private static Path file(String text) throws BadInput {
        Path path = path(text).toAbsolutePath().normalize();
        if (!Files.exists(path)) {
            throw new BadInput(text + ": no such file");
        }
        if (!Files.isReadable(path)) {
            throw new BadInput(text + ": you may not read it");
        }
        return path;
    }

    private static Path path(String text) throws BadInput {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new BadInput("not a path", e);
        }
    }
}
