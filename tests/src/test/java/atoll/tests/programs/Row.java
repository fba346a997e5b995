package atoll.tests.programs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A program of the differential suite: what to run, on what, and what is known to differ between two runs on the plain
 * JVM as well. Everything else must be equal: exit status, both streams, every file that is left in the folder.
 */
final class Row {
    /**
     * One run of the program.
     *
     * @param ready what a server writes when it serves: the next command runs beside it; null for what just runs
     */
    record Command(
            String main,
            List<String> arguments,
            String input,
            @Nullable String ready) {}

    /** Text that differs from run to run, and what stands for it. */
    record Rule(String why, Pattern pattern, String replacement) {}

    final String name;
    final List<String> coordinates = new ArrayList<>();
    final List<Command> commands = new ArrayList<>();
    final Map<String, String> files = new LinkedHashMap<>();
    final Map<String, String> sources = new LinkedHashMap<>();
    final Map<String, String> lists = new LinkedHashMap<>();
    final Map<String, String> copies = new LinkedHashMap<>();
    final Map<String, String> properties = new LinkedHashMap<>();
    final List<Rule> rules = new ArrayList<>();
    final Map<String, Pattern> ignored = new LinkedHashMap<>();

    @Nullable Class<?> home;

    boolean transitive = true;
    boolean unordered;

    private Row(String name) {
        this.name = name;
    }

    static Row of(String name, String... coordinates) {
        Row row = new Row(name);
        row.coordinates.addAll(List.of(coordinates));
        return row;
    }

    /** Runs a program of this module's own. */
    Row classes(Class<?> program) {
        home = program;
        return this;
    }

    /** The jar carries all that it needs. */
    Row alone() {
        transitive = false;
        return this;
    }

    /** Threads of the program write lines in any order. */
    Row linesInAnyOrder() {
        unordered = true;
        return this;
    }

    Row run(String main, String... arguments) {
        return feed("", main, arguments);
    }

    /** {@link #run} with standard input. */
    Row feed(String input, String main, String... arguments) {
        commands.add(new Command(main, List.of(arguments), input, null));
        return this;
    }

    /** Starts a server, which a later command must end; goes on when it has written {@code ready}. */
    Row serve(String ready, String main, String... arguments) {
        commands.add(new Command(main, List.of(arguments), "", ready));
        return this;
    }

    /** A file that the program finds in its folder. In it, and in arguments, {@code @1@} and {@code @2@} are free ports. */
    Row file(String path, String content) {
        files.put(path, content);
        return this;
    }

    /** Unpacks the artifact (a source jar) into {@code folder}. */
    Row unpack(String coordinates, String folder) {
        sources.put(coordinates, folder);
        return this;
    }

    /** Writes the paths of all sources in {@code folder} into {@code file}, one a line. */
    Row list(String folder, String file) {
        lists.put(folder, file);
        return this;
    }

    Row property(String key, String value) {
        properties.put(key, value);
        return this;
    }

    /** Text in the streams that no two runs share. */
    Row differs(String why, String pattern) {
        rules.add(new Rule(why, Pattern.compile(pattern), "#"));
        return this;
    }

    /** Text in the streams of one of the two, without meaning for the program's work. */
    Row without(String why, String pattern) {
        rules.add(new Rule(why, Pattern.compile(pattern), ""));
        return this;
    }

    /** What the plain JVM says of its own, for want of a flag, and Atoll does not: native code, Unsafe. */
    Row withoutJvmWarnings() {
        return without(
                "warnings of the JVM",
                "(?m)^WARNING: .*(restricted|Restricted|native-access|Unsafe|java.lang.System::load|reporting this"
                        + "|java.lang.foreign).*\\R(\\R)?");
    }

    /** Copies the artifact to {@code path}. */
    Row copy(String coordinates, String path) {
        copies.put(coordinates, path);
        return this;
    }

    /** Files that no two runs share; they must exist in both. */
    Row filesDiffer(String why, String pattern) {
        ignored.put(why, Pattern.compile(pattern));
        return this;
    }

    @Override
    public String toString() {
        return name;
    }
}
