package atoll.shell.run;

import atoll.shell.syntax.Node;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that a shell knows; a copy of it is a shell of its own. Of one thread. */
public final class State {
    public final World world;
    public final Variables variables;
    public final Map<String, Node.Function> functions;
    public final Map<String, String> aliases;
    public final Options options;
    public final Jobs jobs;
    final Traps traps;
    final Descriptors descriptors;

    /** The job that it is part of; null for the first shell. */
    final @Nullable Job job;

    private final boolean sub;
    private List<String> parameters;
    /** The value of {@code $0}. */
    private String zero;
    /** What errors name; empty when nothing was read from a file. */
    String file;

    private String directory;
    private int status;
    int line;
    /** Of the last command in a word. */
    int outputStatus;

    int depth;
    int loops;
    int functionsRunning;
    /** Above 0 a command that fails is no reason to end. */
    int tested;
    /** Of the last one in the background. */
    int lastPid;

    long started = System.nanoTime();

    /** The first shell. */
    public State(World world, Source in, Sink out, Sink error, Map<String, String> environment, String directory) {
        this.world = world;
        this.directory = directory;
        variables = new Variables();
        functions = new HashMap<>();
        aliases = new HashMap<>();
        options = new Options();
        jobs = new Jobs();
        traps = new Traps();
        descriptors = new Descriptors();
        job = null;
        sub = false;
        parameters = List.of();
        zero = "sh";
        file = "";
        descriptors.set(0, in);
        descriptors.set(1, out);
        descriptors.set(2, error);
        for (Map.Entry<String, String> one : environment.entrySet()) {
            variables.set(one.getKey(), one.getValue());
            variables.export(one.getKey(), true);
        }
        variables.set("PWD", directory);
        variables.set("IFS", " \t\n");
        variables.set("OPTIND", "1");
        if (variables.get("PS4") == null) {
            variables.set("PS4", "+ ");
        }
    }

    private State(State of, @Nullable Job job, boolean script) {
        world = of.world;
        this.job = job;
        sub = true;
        variables = of.variables.copy();
        functions = script ? new HashMap<>() : new HashMap<>(of.functions);
        aliases = script ? new HashMap<>() : new HashMap<>(of.aliases);
        options = script ? new Options() : of.options.copy();
        jobs = new Jobs();
        traps = new Traps();
        descriptors = of.descriptors.copy();
        parameters = of.parameters;
        zero = of.zero;
        file = of.file;
        directory = of.directory;
        status = of.status;
        line = of.line;
        depth = of.depth;
        tested = of.tested;
        loops = of.loops;
        functionsRunning = of.functionsRunning;
        lastPid = of.lastPid;
    }

    State copy(@Nullable Job of) {
        return new State(this, of, false);
    }

    /** For a script that is called like a program. */
    State forScript(@Nullable Job of, String name, List<String> arguments) {
        State script = new State(this, of, true);
        for (String variable : variables.values().keySet()) {
            if (!variables.isExported(variable)
                    && !List.of("PWD", "IFS", "OPTIND", "PS4").contains(variable)) {
                script.variables.put(variable, new Variables.Variable(null, false, false));
            }
        }
        script.tested = 0;
        script.loops = 0;
        script.functionsRunning = 0;
        script.setScript(name, arguments);
        return script;
    }

    /** The file that is run and what it is given. */
    public void setScript(String name, List<String> arguments) {
        file = name;
        zero = name;
        parameters = List.copyOf(arguments);
    }

    public void setZero(String name) {
        zero = name;
    }

    public boolean isSub() {
        return sub;
    }

    public List<String> parameters() {
        return parameters;
    }

    public void setParameters(List<String> values) {
        parameters = List.copyOf(values);
    }

    public int status() {
        return status;
    }

    public void setStatus(int value) {
        status = value;
    }

    public String directory() {
        return directory;
    }

    public void setDirectory(String path) {
        directory = path;
    }

    /** Whether commands of a function run. */
    public boolean isInFunction() {
        return functionsRunning > 0;
    }

    /** An absolute path; {@link java.nio.file.InvalidPathException}. */
    public Path path(String name) {
        return name.startsWith("/") ? Path.of(name) : Path.of(directory, name);
    }

    @Nullable String value(String name) {
        char first = name.charAt(0);
        if (first >= '1' && first <= '9' || first == '0' && name.length() > 1) {
            int number = name.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(name);
            return number == 0 ? zero : number <= parameters.size() ? parameters.get(number - 1) : null;
        }
        return switch (first) {
            case '0' -> zero;
            case '?' -> Integer.toString(status);
            case '$' -> Long.toString(ProcessHandle.current().pid());
            case '!' -> lastPid == 0 ? null : Integer.toString(lastPid);
            case '#' -> Integer.toString(parameters.size());
            case '-' -> options.letters() + (world.isInteractive() && !sub ? "i" : "");
            default -> name.equals("LINENO") ? Integer.toString(line) : variables.get(name);
        };
    }

    /** A step of the shell: where it is stopped and ended. */
    void step() {
        world.step();
        if (job != null) {
            job.check();
        } else if (world.isInterrupted()) {
            throw new Leave(Leave.Kind.DROP, 130);
        }
    }

    /** Writes an error of one line. */
    public void error(int at, String what) {
        int shown = at > 0 ? at : line;
        StringBuilder text = new StringBuilder("sh: ");
        if (!file.isEmpty()) {
            text.append(file).append(": ");
        }
        if (shown > 0 && (!world.isInteractive() || !file.isEmpty())) {
            text.append("line ").append(shown).append(": ");
        }
        text.append(oneLine(what)).append('\n');
        print(2, text.toString());
    }

    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < text.length() && line.length() < 300; i++) {
            char c = text.charAt(i);
            line.append(c < ' ' || c == 127 ? ' ' : c);
        }
        return line.toString();
    }

    /** Writes to a descriptor what may be lost. */
    public void print(int descriptor, String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            descriptors.known(descriptor).write(bytes, bytes.length);
        } catch (java.io.IOException e) {
            // Nobody reads it.
        }
    }

    /** The functions' names, in order. */
    public List<String> functionNames() {
        List<String> names = new ArrayList<>(functions.keySet());
        names.sort(null);
        return names;
    }
}
