package atoll.system.definition;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads system definitions: TOML 1.1, UTF-8, at most 128 KiB. All that is wrong is told at once. What the keys are and mean is
 * told in {@code docs/definition.md}; a JSON schema is beside it.
 */
public final class DefinitionReader {
    private DefinitionReader() {}

    /** Reads the file, and checks that what it names of the host is there. Relative paths start at the folder of the file. */
    public static SystemDefinition read(Path file) throws BadDefinition {
        return parse(file, Source.text(file), true);
    }

    /** Reads a text as if it stood in that file, which need not be there; the host is not asked for anything. */
    public static SystemDefinition parse(Path file, String text) throws BadDefinition {
        return parse(file, text, false);
    }

    private static SystemDefinition parse(Path file, String text, boolean here) throws BadDefinition {
        Source source = Source.of(file, text);
        Problems problems = new Problems(file);
        Values values = new Walk(source, problems).table(Keys.SYSTEM, source.table, Position.START, "");
        Path parent = file.toAbsolutePath().normalize().getParent();
        Path folder = parent == null ? Path.of("/") : parent;
        new Links(values, problems).check();
        Places places = new Places(folder, problems);
        for (Values process : processes(values)) {
            places.check(process, values.named("files"));
        }
        if (here) {
            new HostCheck(places, problems).check(values);
        }
        problems.check();
        return new Assembly(file, places).system(values);
    }

    /** Those of processes, and that of sessions, which is as one. */
    static List<Values> processes(Values values) {
        List<Values> all = tables(values, "process");
        Values session = values.get("session", Values.class);
        if (session != null) {
            all.add(session);
        }
        return all;
    }

    /** The tables in a table with names of the writer's own. */
    static List<Values> tables(Values values, String key) {
        List<Values> all = new ArrayList<>();
        values.named(key).forEach((name, value) -> all.add((Values) value.content()));
        return all;
    }
}
