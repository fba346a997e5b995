package atoll.contract.process;

/**
 * What {@link Launcher#start} is to start.
 *
 * @param directory its working directory, an absolute path
 * @param input what it reads
 * @param output what its standard output goes to
 * @param error what its standard error goes to; a file that is the same as that of {@code output} is opened once
 */
public record Launch(Code code, String directory, Stream input, Stream output, Stream error) {
    /** The program; paths are looked up in the files of the process. */
    public sealed interface Code {}

    /** One of the commands that come with the system, such as {@code ls}. */
    public record Tool(String name) implements Code {}

    /** A jar, by an absolute path, with the main class of its manifest. */
    public record Jar(String path) implements Code {}

    /** A class, and where it is looked for: absolute paths with colons between. */
    public record Main(String classPath, String name) implements Code {}

    /** What a standard stream is connected to. */
    public sealed interface Stream {}

    /** The terminal of the session. */
    public record AtTerminal() implements Stream {}

    /** Nothing to read, and what is written is lost. */
    public record Nothing() implements Stream {}

    /** A pipe of {@link Launcher#pipe}. */
    public record Pipe(int number) implements Stream {}

    /** A file, by an absolute path: read, or written from its end. It is there, for the launcher's holder has made it. */
    public record OfFile(String path) implements Stream {}
}
