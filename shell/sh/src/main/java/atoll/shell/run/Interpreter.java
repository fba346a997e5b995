package atoll.shell.run;

import atoll.contract.process.Launch;
import atoll.shell.expand.Expander;
import atoll.shell.syntax.Lines;
import atoll.shell.syntax.Node;
import atoll.shell.syntax.Node.Item;
import atoll.shell.syntax.Parser;
import atoll.shell.syntax.SyntaxError;
import atoll.shell.syntax.Word;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs commands in one shell. */
public final class Interpreter {
    public final State state;
    final Builtin.Table builtins;
    final Expander expander;
    final Redirects redirects;
    final Programs programs;
    private final Simples simples;
    private final Stages stages;

    public Interpreter(State state, Builtin.Table builtins) {
        this.state = state;
        this.builtins = builtins;
        stages = new Stages(this);
        expander = new Expander(new Known(this, stages));
        redirects = new Redirects(state, expander);
        programs = new Programs(state);
        simples = new Simples(this, stages);
    }

    public Builtin.Table builtins() {
        return builtins;
    }

    public Programs programs() {
        return programs;
    }

    /** Runs a script in this shell; errors go to whoever runs this shell. */
    public int script(Lines lines, int line) {
        Parser parser = new Parser(lines, line, state.aliases);
        int status = 0;
        while (true) {
            @Nullable Node node;
            try {
                node = parser.next();
            } catch (SyntaxError e) {
                throw new ShellError(e.line(), String.valueOf(e.getMessage()));
            }
            if (node == null) {
                return status;
            }
            status = run(node);
        }
    }

    /** Returns the status, which is also that of the shell now. */
    public int run(Node node) {
        state.step();
        if (state.options.is('n') && !state.world.isInteractive()) {
            return 0;
        }
        if (state.depth >= World.DEEPEST) {
            throw new ShellError(0, "commands call commands more than " + World.DEEPEST + " deep");
        }
        state.depth++;
        try {
            state.setStatus(evaluate(node));
        } finally {
            state.depth--;
        }
        return state.status();
    }

    private int evaluate(Node node) {
        if (node instanceof Node.Simple simple) {
            return checked(simples.run(simple));
        }
        if (node instanceof Node.Sequence sequence) {
            return sequence(sequence);
        }
        if (node instanceof Node.Chain chain) {
            return chain(chain);
        }
        if (node instanceof Node.Pipeline pipeline) {
            return pipeline(pipeline);
        }
        if (node instanceof Node.If choice) {
            return conditional(choice);
        }
        if (node instanceof Node.Loop loop) {
            return loop(loop);
        }
        if (node instanceof Node.For loop) {
            return each(loop);
        }
        if (node instanceof Node.Case choice) {
            return choice(choice);
        }
        if (node instanceof Node.Function function) {
            state.functions.put(function.name(), function);
            return 0;
        }
        if (node instanceof Node.Group group) {
            return run(group.body());
        }
        if (node instanceof Node.Redirected redirected) {
            return redirected(redirected);
        }
        return checked(stages.subshell(((Node.Subshell) node).body(), "( ... )"));
    }

    /** A command that fails may be the end. */
    private int checked(int status) {
        if (status != 0 && state.options.is('e') && state.tested == 0) {
            throw new Leave(Leave.Kind.EXIT, status);
        }
        return status;
    }

    private int sequence(Node.Sequence sequence) {
        int status = 0;
        for (Item item : sequence.items()) {
            if (item.background()) {
                status = stages.background(item.node(), item.text());
                state.setStatus(status);
            } else {
                status = run(item.node());
            }
        }
        return status;
    }

    private int tested(Node node) {
        state.tested++;
        try {
            return run(node);
        } finally {
            state.tested--;
        }
    }

    private int chain(Node.Chain chain) {
        List<Node.Link> links = chain.links();
        int status = tested(chain.first());
        for (int i = 0; i < links.size(); i++) {
            Node.Link link = links.get(i);
            if (link.and() == (status == 0)) {
                status = i == links.size() - 1 ? run(link.node()) : tested(link.node());
            }
        }
        return status;
    }

    private int pipeline(Node.Pipeline pipeline) {
        long began = System.nanoTime();
        int status;
        if (pipeline.stages().size() == 1) {
            Node only = pipeline.stages().getFirst();
            status = pipeline.negated() ? tested(only) : run(only);
        } else {
            status = stages.pipeline(pipeline.stages(), pipeline.text());
            if (!pipeline.negated()) {
                checked(status);
            }
        }
        if (pipeline.timed()) {
            long millis = (System.nanoTime() - began) / 1_000_000;
            state.print(
                    2,
                    "real " + millis / 1000 + "."
                            + String.valueOf(1000 + millis % 1000).substring(1) + " s\n");
        }
        return pipeline.negated() ? (status == 0 ? 1 : 0) : status;
    }

    private int conditional(Node.If choice) {
        for (Node.Branch branch : choice.branches()) {
            if (tested(branch.test()) == 0) {
                return run(branch.body());
            }
        }
        return choice.otherwise() == null ? 0 : run(choice.otherwise());
    }

    /** Runs the body of a loop; true when the loop ends. */
    private boolean leaves(Node body) {
        try {
            run(body);
            return false;
        } catch (Leave leave) {
            boolean goesOn = leave.kind() == Leave.Kind.CONTINUE;
            if (!goesOn && leave.kind() != Leave.Kind.BREAK) {
                throw leave;
            }
            if (leave.number() > 1) {
                throw new Leave(leave.kind(), leave.number() - 1);
            }
            state.setStatus(0);
            return !goesOn;
        }
    }

    private int loop(Node.Loop loop) {
        int status = 0;
        state.loops++;
        try {
            while (true) {
                if (leavesTest(loop)) {
                    return status;
                }
                boolean ends = leaves(loop.body());
                status = state.status();
                if (ends) {
                    return status;
                }
            }
        } finally {
            state.loops--;
        }
    }

    private boolean leavesTest(Node.Loop loop) {
        try {
            return tested(loop.test()) == 0 == loop.until();
        } catch (Leave leave) {
            if (leave.kind() != Leave.Kind.BREAK && leave.kind() != Leave.Kind.CONTINUE) {
                throw leave;
            }
            if (leave.number() > 1) {
                throw new Leave(leave.kind(), leave.number() - 1);
            }
            return leave.kind() == Leave.Kind.BREAK || leavesTest(loop);
        }
    }

    private int each(Node.For loop) {
        state.line = loop.line();
        List<Word> words = loop.words();
        List<String> values = words == null ? state.parameters() : expander.fields(words);
        state.setStatus(0);
        state.loops++;
        try {
            for (String value : values) {
                state.variables.set(loop.name(), value);
                if (leaves(loop.body())) {
                    break;
                }
            }
        } finally {
            state.loops--;
        }
        return state.status();
    }

    private int choice(Node.Case choice) {
        state.line = choice.line();
        String text = expander.string(choice.word());
        for (Node.Arm arm : choice.arms()) {
            for (Word pattern : arm.patterns()) {
                if (expander.matches(text, pattern)) {
                    return run(arm.body());
                }
            }
        }
        return 0;
    }

    private int redirected(Node.Redirected redirected) {
        if (redirected.body() instanceof Node.Subshell subshell) {
            return checked(stages.subshell(
                    new Node.Redirected(new Node.Group(subshell.body()), redirected.redirects()), "( ... )"));
        }
        Redirects.Undo undo;
        try {
            undo = redirects.apply(redirected.redirects(), false);
        } catch (Redirects.Failed e) {
            state.error(e.line, String.valueOf(e.getMessage()));
            return checked(ShellError.STATUS);
        }
        try {
            return run(redirected.body());
        } finally {
            undo.run();
        }
    }

    /** Runs the commands for the end, once. */
    public int atExit(int status) {
        String command = state.traps.take(0);
        if (command == null) {
            return status;
        }
        state.setStatus(status);
        try {
            script(Lines.of(command), 1);
            return status;
        } catch (Leave leave) {
            return leave.kind() == Leave.Kind.EXIT ? leave.number() : status;
        }
    }

    /** Runs the commands for ^C, if there are any. */
    public boolean onInterrupt() {
        String command = state.traps.get(Traps.number("INT"));
        if (command == null) {
            return false;
        }
        script(Lines.of(command), 1);
        return true;
    }

    /** For builtins that set traps. */
    public Traps traps() {
        return state.traps;
    }

    int callFunction(Node.Function function, List<String> arguments) {
        List<String> before = state.parameters();
        int loops = state.loops;
        state.setParameters(arguments);
        state.loops = 0;
        state.variables.enter();
        state.functionsRunning++;
        try {
            return run(function.body());
        } catch (Leave leave) {
            if (leave.kind() != Leave.Kind.RETURN) {
                throw leave;
            }
            return leave.number();
        } finally {
            state.functionsRunning--;
            state.variables.leave();
            state.loops = loops;
            state.setParameters(before);
        }
    }

    /** Starts a program, and waits for it. */
    public int launch(Launch.Code code, String name, List<String> arguments) {
        return stages.launch(code, name, arguments);
    }

    /** Runs a program or a script, whatever else has its name. */
    public int program(List<String> words) {
        return stages.program(words);
    }

    /** Waits for a job until it is done or stopped, as what the terminal's keys are meant for. */
    public int foreground(Job job) {
        return stages.foreground(job);
    }

    /** Runs a command by its words, as builtins that run others do. */
    public int call(List<String> words, boolean functions) {
        return simples.call(words, functions);
    }
}
