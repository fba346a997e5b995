package atoll.shell.run;

import atoll.contract.process.Launch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds what a command's name means: a tool, a jar, a script. */
public final class Programs {
    private static final int LOOKED_AT = 512;
    private static final int NOT_FOUND = 127;
    private static final int NO_PROGRAM = 126;

    /** What was found. */
    public sealed interface Found {}

    /**
     * A program.
     *
     * @param place what {@code command -v} shows
     */
    public record Runs(Launch.Code code, String place) implements Found {}

    public record Script(Path path) implements Found {}

    public record Refused(int status, String why) implements Found {}

    private final State state;

    Programs(State state) {
        this.state = state;
    }

    public Found find(String name) {
        try {
            if (name.indexOf('/') >= 0) {
                return at(state.path(name));
            }
            if (state.world.tools().contains(name)) {
                return new Runs(new Launch.Tool(name), name);
            }
            Found found = name.isEmpty() ? null : inPath(name);
            return found == null ? new Refused(NOT_FOUND, "not found") : found;
        } catch (InvalidPathException e) {
            return new Refused(NOT_FOUND, "not found");
        }
    }

    private @Nullable Found inPath(String name) {
        String path = state.variables.get("PATH");
        if (path == null) {
            return null;
        }
        for (String folder : path.split(":", -1)) {
            Path place = folder.isEmpty() ? Path.of(state.directory()) : state.path(folder);
            Path jar = place.resolve(name + ".jar");
            if (Files.isRegularFile(jar)) {
                return new Runs(new Launch.Jar(jar.toString()), jar.toString());
            }
            Path script = place.resolve(name);
            if (Files.isRegularFile(script)) {
                return at(script);
            }
        }
        return null;
    }

    private static Found at(Path path) {
        if (Files.isDirectory(path)) {
            return new Refused(NO_PROGRAM, "is a directory");
        }
        if (!Files.exists(path)) {
            return new Refused(NOT_FOUND, "not found");
        }
        Path plain = path.normalize();
        if (plain.toString().endsWith(".jar")) {
            return new Runs(new Launch.Jar(plain.toString()), plain.toString());
        }
        byte[] head;
        try (InputStream in = Files.newInputStream(plain)) {
            head = in.readNBytes(LOOKED_AT);
        } catch (IOException e) {
            return new Refused(NO_PROGRAM, Redirects.said(e));
        }
        for (byte one : head) {
            if (one == 0) {
                return new Refused(NO_PROGRAM, "neither a jar nor a script");
            }
        }
        return ofText(plain, new String(head, StandardCharsets.UTF_8));
    }

    private static Found ofText(Path path, String head) {
        if (!head.startsWith("#!")) {
            return new Script(path);
        }
        int end = head.indexOf('\n');
        String[] words =
                (end < 0 ? head.substring(2) : head.substring(2, end)).strip().split("[ \t]+");
        String by = words[0].endsWith("/env") && words.length > 1 ? words[1] : words[0];
        String plain = by.substring(by.lastIndexOf('/') + 1);
        return plain.endsWith("sh") ? new Script(path) : new Refused(NO_PROGRAM, "a script for " + plain);
    }
}
