package atoll.shell.run;

import atoll.shell.syntax.Node;
import atoll.shell.syntax.Quoting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs commands of a name and arguments. */
final class Simples {
    private final Interpreter shell;
    private final State state;
    private final Stages stages;

    Simples(Interpreter shell, Stages stages) {
        this.shell = shell;
        this.stages = stages;
        state = shell.state;
    }

    int run(Node.Simple simple) {
        state.line = simple.line();
        state.outputStatus = 0;
        List<String> words = shell.expander.fields(simple.words());
        if (words.isEmpty()) {
            return alone(simple);
        }
        String name = words.getFirst();
        boolean special = shell.builtins.isSpecial(name);
        Node.@Nullable Function function = special ? null : state.functions.get(name);
        @Nullable Builtin builtin = function == null ? shell.builtins.find(name) : null;
        boolean stays = name.equals("exec") && words.size() == 1;
        Redirects.Undo undo;
        try {
            undo = shell.redirects.apply(
                    simple.redirects(), function == null && builtin == null || name.equals("exec") && !stays);
        } catch (Redirects.Failed e) {
            if (special) {
                throw new ShellError(e.line, String.valueOf(e.getMessage()));
            }
            state.error(e.line, String.valueOf(e.getMessage()));
            return ShellError.STATUS;
        }
        try {
            return assigned(simple, words, special, function, builtin);
        } finally {
            if (stays) {
                undo.forget();
            } else {
                undo.run();
            }
        }
    }

    /** Assignments and redirections without a command. */
    private int alone(Node.Simple simple) {
        try {
            shell.redirects.apply(simple.redirects(), false).run();
        } catch (Redirects.Failed e) {
            state.error(e.line, String.valueOf(e.getMessage()));
            return ShellError.STATUS;
        }
        StringBuilder trace = new StringBuilder();
        for (Node.Assignment assignment : simple.assignments()) {
            String value = shell.expander.assigned(assignment.value());
            trace.append(' ').append(assignment.name()).append('=').append(Quoting.shown(value));
            state.variables.set(assignment.name(), value);
        }
        trace(trace.toString());
        return state.outputStatus;
    }

    private void trace(String text) {
        if (state.options.is('x') && !text.isEmpty()) {
            String prompt = state.variables.get("PS4");
            state.print(2, (prompt == null ? "" : prompt) + text.strip() + "\n");
        }
    }

    private int assigned(
            Node.Simple simple,
            List<String> words,
            boolean special,
            Node.@Nullable Function function,
            @Nullable Builtin builtin) {
        Map<String, Variables.Variable> before = new LinkedHashMap<>();
        try {
            StringBuilder trace = new StringBuilder();
            for (Node.Assignment assignment : simple.assignments()) {
                String value = shell.expander.assigned(assignment.value());
                if (special) {
                    state.variables.set(assignment.name(), value);
                } else {
                    Variables.Variable old = state.variables.give(assignment.name(), value);
                    before.putIfAbsent(assignment.name(), old);
                }
                trace.append(' ').append(assignment.name()).append('=').append(Quoting.shown(value));
            }
            if (state.options.is('x')) {
                for (String word : words) {
                    trace.append(' ').append(Quoting.shown(word));
                }
                trace(trace.toString());
            }
            return dispatch(words, function, builtin);
        } finally {
            for (Map.Entry<String, Variables.Variable> one : before.entrySet()) {
                state.variables.put(one.getKey(), one.getValue());
            }
        }
    }

    int call(List<String> words, boolean functions) {
        String name = words.getFirst();
        Node.@Nullable Function function = functions ? state.functions.get(name) : null;
        return dispatch(words, function, function == null ? shell.builtins.find(name) : null);
    }

    private int dispatch(List<String> words, Node.@Nullable Function function, @Nullable Builtin builtin) {
        List<String> arguments = new ArrayList<>(words.subList(1, words.size()));
        if (function == null && builtin == null) {
            return stages.program(words);
        }
        if (state.job != null) {
            state.job.begun();
        }
        if (function != null) {
            return shell.callFunction(function, arguments);
        }
        return builtin(words.getFirst(), builtin, arguments);
    }

    private int builtin(String name, @Nullable Builtin builtin, List<String> arguments) {
        Call call = new Call(shell, name, arguments);
        try {
            return builtin == null ? 0 : builtin.run(call);
        } catch (IOException e) {
            if (state.isSub() && Launching.isBroken(e)) {
                throw new Leave(Leave.Kind.EXIT, Launching.PIPE_STATUS);
            }
            return call.error(Launching.said(e));
        } catch (InterruptedException e) {
            throw new Leave(Leave.Kind.DROP, 130);
        }
    }
}
