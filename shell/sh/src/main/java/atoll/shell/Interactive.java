package atoll.shell;

import atoll.contract.process.ProcessSignal;
import atoll.shell.run.Interpreter;
import atoll.shell.run.Job;
import atoll.shell.run.Jobs;
import atoll.shell.run.Leave;
import atoll.shell.run.ShellError;
import atoll.shell.run.State;
import atoll.shell.run.World;
import atoll.shell.syntax.Lines;
import atoll.shell.terminal.Bells;
import atoll.shell.terminal.TerminalInput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A shell that somebody types at, or that runs a script where somebody can. */
final class Interactive {
    private static final int INTERRUPTED = 130;
    private static final int HUNG_UP = 129;

    private final World world;
    private final Interpreter shell;
    private final State state;
    private final TerminalInput typed;
    private final OutputStream screen;
    private final Past past;

    private volatile @Nullable Plain keyboard;
    private volatile @Nullable Thread main;
    private volatile boolean told;

    Interactive(World world, Interpreter shell, TerminalInput typed, OutputStream screen, Past past) {
        this.world = world;
        this.shell = shell;
        this.typed = typed;
        this.screen = screen;
        this.past = past;
        state = shell.state;
    }

    /** Heeds the keys that are for jobs, for what this thread runs. */
    void watch() {
        main = Thread.currentThread();
        Bells.watch("interrupt", this::interrupt);
        Bells.watch("quit", () -> signal(ProcessSignal.QUIT));
        Bells.watch("suspend", () -> signal(ProcessSignal.STOP));
        Bells.watch("hung up", this::hangUp);
    }

    private void interrupt() {
        Plain now = keyboard;
        if (now != null && now.interrupt()) {
            return;
        }
        world.interrupt();
        Job job = world.foreground();
        if (job != null) {
            // Who has heard it once and goes on has no second choice.
            job.signal(job.isTold() ? ProcessSignal.KILL : ProcessSignal.INT);
            return;
        }
        if (!world.isInteractive()) {
            world.endAll(told ? ProcessSignal.KILL : ProcessSignal.INT);
            told = true;
        }
        Thread thread = main;
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void signal(ProcessSignal signal) {
        Job job = world.foreground();
        if (job != null) {
            job.signal(signal);
        }
    }

    private void hangUp() {
        signal(ProcessSignal.HUP);
        for (Job job : state.jobs.all()) {
            job.signal(ProcessSignal.HUP);
        }
        Runtime.getRuntime().exit(HUNG_UP);
    }

    /** Runs what is typed until the end; returns the status. */
    int run() {
        world.makeInteractive();
        past.read();
        Plain used = new Plain(typed, screen, state.aliases);
        keyboard = used;
        while (true) {
            for (Job job : state.jobs.takeDone()) {
                show(Jobs.line(job) + "\n");
            }
            world.clearInterrupt();
            String line;
            try {
                line = used.line(Prompt.of(state, "PS1"));
            } catch (InterruptedException e) {
                state.setStatus(INTERRUPTED);
                continue;
            }
            if (line == null) {
                show("\n");
                return state.status();
            }
            past.add(line);
            int ends = command(line);
            if (ends >= 0) {
                return ends;
            }
        }
    }

    private void show(String text) {
        try {
            screen.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // Nobody sees it.
        }
    }

    /** Runs one line; the status with which the shell ends, or -1. */
    private int command(String line) {
        try {
            shell.script(Lines.of(line), 1);
        } catch (Leave leave) {
            if (leave.kind() == Leave.Kind.EXIT) {
                return leave.number();
            }
            if (leave.kind() == Leave.Kind.DROP) {
                state.setStatus(leave.number());
                dropped(leave.number());
            }
        } catch (ShellError e) {
            state.error(e.line(), String.valueOf(e.getMessage()));
            state.setStatus(ShellError.STATUS);
        } catch (StackOverflowError e) {
            state.error(0, "commands call commands too deep");
            state.setStatus(ShellError.STATUS);
        }
        return -1;
    }

    private void dropped(int status) {
        if (status != INTERRUPTED) {
            return;
        }
        show("\n");
        world.clearInterrupt();
        try {
            shell.onInterrupt();
        } catch (Leave | ShellError e) {
            state.error(0, "trap: " + e.getMessage());
        }
    }
}
