package atoll.shell.run;

import atoll.shell.expand.Expander;
import atoll.shell.syntax.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What words can know of a shell. */
final class Known implements Expander.Scope {
    private final Interpreter shell;
    private final State state;
    private final Stages stages;

    Known(Interpreter shell, Stages stages) {
        this.shell = shell;
        this.stages = stages;
        state = shell.state;
    }

    @Override
    public @Nullable String value(String name) {
        return state.value(name);
    }

    @Override
    public void set(String name, String value) {
        state.variables.set(name, value);
    }

    @Override
    public List<String> parameters() {
        return state.parameters();
    }

    @Override
    public String output(Node commands) {
        return stages.output(shell, commands);
    }

    @Override
    public String directory() {
        return state.directory();
    }

    @Override
    public boolean globs() {
        return !state.options.is('f');
    }

    @Override
    public boolean strict() {
        return state.options.is('u');
    }

    @Override
    public RuntimeException error(int line, String what) {
        return new ShellError(line, what);
    }
}
