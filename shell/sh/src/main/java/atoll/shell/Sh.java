package atoll.shell;

import atoll.contract.process.Launcher;
import atoll.contract.process.ProcessSignal;
import atoll.contract.terminal.Terminal;
import atoll.shell.builtin.Builtins;
import atoll.shell.run.Interpreter;
import atoll.shell.run.Leave;
import atoll.shell.run.ShellError;
import atoll.shell.run.Sink;
import atoll.shell.run.Source;
import atoll.shell.run.State;
import atoll.shell.run.World;
import atoll.shell.syntax.Lines;
import atoll.shell.terminal.TerminalInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A shell, with streams of whoever starts it or a terminal. */
public final class Sh {
    private static final int NOT_FOUND = 127;

    private final World world;
    private final State state;
    private final Source in;
    private final Interpreter shell;
    private final Past past;
    private final @Nullable Interactive interactive;

    /**
     * @param launcher null: there are no programs
     * @param mostSteps so many commands are run
     */
    public Sh(
            @Nullable Launcher launcher,
            InputStream in,
            OutputStream out,
            OutputStream error,
            Map<String, String> environment,
            String directory,
            long mostSteps) {
        this(launcher, null, in, out, error, environment, directory, mostSteps);
    }

    private Sh(
            @Nullable Launcher launcher,
            @Nullable Terminal terminal,
            InputStream in,
            OutputStream out,
            OutputStream error,
            Map<String, String> environment,
            String directory,
            long mostSteps) {
        boolean typed = terminal != null;
        world = new World(launcher, mostSteps);
        this.in = new Source(in, typed);
        state = new State(world, this.in, new Sink(out, typed), new Sink(error, typed), environment, directory);
        past = new Past(environment.get("HOME"));
        shell = new Interpreter(state, new Builtins(past.lines));
        interactive = terminal != null && in instanceof TerminalInput keys
                ? new Interactive(world, shell, terminal, keys, out, past)
                : null;
    }

    /** A shell at a terminal. */
    static Sh at(
            Terminal terminal,
            TerminalInput typed,
            OutputStream screen,
            @Nullable Launcher launcher,
            Map<String, String> environment,
            String directory) {
        return new Sh(launcher, terminal, typed, screen, screen, environment, directory, Long.MAX_VALUE);
    }

    /** Ends what runs for it, as who ends the shell would. */
    public void endAll() {
        world.endAll(ProcessSignal.INT);
    }

    /** Runs what the arguments of {@code sh} say; returns the status. */
    public int run(List<String> arguments) throws InterruptedException {
        int[] status = {1};
        world.onOwnThread(() -> status[0] = guarded(arguments));
        return status[0];
    }

    private int guarded(List<String> arguments) {
        if (interactive != null) {
            interactive.watch();
        }
        int status = guarded(() -> script(arguments));
        return guarded(() -> shell.atExit(status)) & 0xff;
    }

    private interface Deed {
        int run();
    }

    private int guarded(Deed deed) {
        try {
            return deed.run();
        } catch (Leave leave) {
            return leave.kind() == Leave.Kind.BREAK || leave.kind() == Leave.Kind.CONTINUE ? 0 : leave.number();
        } catch (ShellError e) {
            state.error(e.line(), String.valueOf(e.getMessage()));
            return ShellError.STATUS;
        } catch (StackOverflowError e) {
            state.error(0, "commands call commands too deep");
            return ShellError.STATUS;
        }
    }

    private int script(List<String> arguments) {
        int at = 0;
        @Nullable Character mode = null;
        while (at < arguments.size() && isOption(arguments.get(at))) {
            String option = arguments.get(at++);
            if (option.equals("--") || option.equals("-")) {
                break;
            }
            boolean on = option.charAt(0) == '-';
            for (char letter : option.substring(1).toCharArray()) {
                if (letter == 'c' || letter == 's') {
                    mode = letter;
                } else if (letter == 'o' && at < arguments.size()) {
                    at = option(arguments.get(at), on, at + 1);
                } else if (letter != 'i' && !state.options.set(letter, on)) {
                    throw new ShellError(0, "no option " + option.charAt(0) + letter);
                }
            }
        }
        List<String> rest = arguments.subList(at, arguments.size());
        if (mode != null && mode == 'c') {
            return text(rest);
        }
        if (mode == null && !rest.isEmpty()) {
            return file(rest);
        }
        state.setParameters(rest);
        return interactive == null ? shell.script(new InputLines(), 1) : interactive.run();
    }

    private int option(String name, boolean on, int next) {
        if (!state.options.set(name, on)) {
            throw new ShellError(0, "no option " + name);
        }
        return next;
    }

    private static boolean isOption(String word) {
        return word.startsWith("-") || word.startsWith("+") && word.length() > 1;
    }

    private int text(List<String> rest) {
        if (rest.isEmpty()) {
            throw new ShellError(0, "-c needs a text");
        }
        if (rest.size() > 1) {
            state.setZero(rest.get(1));
            state.setParameters(rest.subList(2, rest.size()));
        }
        return shell.script(Lines.of(rest.getFirst()), 1);
    }

    private int file(List<String> rest) {
        String name = rest.getFirst();
        String text;
        try {
            text = Files.readString(state.path(name), StandardCharsets.UTF_8);
        } catch (IOException | InvalidPathException e) {
            state.error(0, "cannot read " + name);
            return NOT_FOUND;
        }
        state.setScript(name, rest.subList(1, rest.size()));
        return shell.script(Lines.of(text), 1);
    }

    /** A script on standard input, of which no more is read than is needed, for its commands may read there as well. */
    private final class InputLines implements Lines {
        @Override
        public @Nullable String next() {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            byte[] one = new byte[1];
            try {
                while (in.read(one, 1) > 0) {
                    line.write(one[0]);
                    if (one[0] == '\n') {
                        break;
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
        }
    }
}
