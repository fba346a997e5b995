package atoll.shell;

import atoll.contract.process.ProcessSignal;
import atoll.contract.terminal.Terminal;
import atoll.shell.edit.Editor;
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
import atoll.shell.terminal.Window;
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

    private final Window window;

    /** Held while it is settled whether ^C is for the line that is typed or for what runs; no call is made meanwhile. */
    private final Object turn = new Object();

    // Guarded by turn.
    private boolean typing;
    private @Nullable Thread main;
    private boolean told;

    Interactive(
            World world, Interpreter shell, Terminal terminal, TerminalInput typed, OutputStream screen, Past past) {
        this.world = world;
        this.shell = shell;
        this.typed = typed;
        window = new Window(terminal);
        this.screen = screen;
        this.past = past;
        state = shell.state;
    }

    /** Heeds the keys that are for jobs, for what this thread runs. */
    void watch() {
        synchronized (turn) {
            main = Thread.currentThread();
        }
        Bells.watch("interrupt", this::interrupt);
        Bells.watch("quit", () -> signal(ProcessSignal.QUIT));
        Bells.watch("suspend", this::suspend);
        Bells.watch("hung up", this::hangUp);
        Bells.watch("resized", typed::resize);
    }

    private void interrupt() {
        @Nullable Job job;
        boolean again;
        synchronized (turn) {
            if (typing) {
                typed.drop();
                return;
            }
            job = world.interrupt();
            again = told;
            told = true;
            // Not later: when it reads a line, no interrupt may come.
            if (main != null) {
                main.interrupt();
            }
        }
        if (job != null) {
            // Who has heard it once and goes on has no second choice.
            job.signal(job.isTold() ? ProcessSignal.KILL : ProcessSignal.INT);
        } else if (!world.isInteractive()) {
            world.endAll(again ? ProcessSignal.KILL : ProcessSignal.INT);
        }
    }

    /** From now on ^C is for what is typed. */
    private void beginLine() {
        synchronized (turn) {
            typing = true;
            Thread.interrupted();
            world.clear();
        }
    }

    /** From now on ^C is for what runs; whether it was for the line. */
    private boolean endLine() {
        synchronized (turn) {
            typing = false;
            if (typed.takeSuspended()) {
                world.suspend();
            }
            return typed.takeDropped();
        }
    }

    private void suspend() {
        @Nullable Job job = null;
        synchronized (turn) {
            if (typing) {
                typed.suspend();
            } else {
                job = world.suspend();
            }
        }
        if (job != null) {
            job.signal(ProcessSignal.STOP);
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
        beginLine();
        String named = state.variables.get("TERM");
        String type = named == null || named.isEmpty() ? "dumb" : named;
        boolean edits = !type.equals("dumb");
        boolean early = edits && showEarly(Prompt.of(state, "PS1"));
        past.read();
        Keyboard keyboard = edits ? editor(type) : new Plain(typed, screen, state.aliases);
        if (early) {
            show("\r");
        }
        while (true) {
            for (Job job : state.jobs.takeDone()) {
                show(Jobs.line(job) + "\n");
            }
            String line = line(keyboard);
            if (line == null) {
                show("\n");
                return state.status();
            }
            if (line.isEmpty()) {
                continue;
            }
            past.add(line);
            sized();
            int ends = command(line);
            if (ends >= 0) {
                return ends;
            }
        }
    }

    /** Shows a prompt before what edits lines is loaded; keys are kept from now on. */
    private boolean showEarly(String prompt) {
        try {
            window.keys();
        } catch (IOException e) {
            return false;
        }
        boolean early = prompt.indexOf('\n') < 0 && prompt.length() < window.columns();
        if (early) {
            show(prompt);
        }
        return early;
    }

    private Keyboard editor(String type) {
        try {
            return new Editor(shell, window, typed, screen, type, past.lines);
        } catch (IOException | NoClassDefFoundError e) {
            state.error(0, "lines cannot be edited: " + e);
            return new Plain(typed, screen, state.aliases);
        }
    }

    /** The next line; empty if it was dropped; null at the end. */
    private @Nullable String line(Keyboard keyboard) {
        beginLine();
        @Nullable String line = null;
        boolean dropped = false;
        try {
            line = keyboard.line(Prompt.of(state, "PS1"), Prompt.of(state, "PS2"));
        } catch (InterruptedException e) {
            dropped = true;
        }
        // Also one that was typed to its end before the key was heard.
        if (endLine() || dropped) {
            state.setStatus(INTERRUPTED);
            return "";
        }
        return line;
    }

    /** Tells commands how wide the window is. */
    private void sized() {
        try {
            state.variables.set("COLUMNS", Integer.toString(window.columns()));
            state.variables.set("LINES", Integer.toString(window.rows()));
        } catch (ShellError e) {
            // They are readonly: as whoever typed that wants it.
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
        world.clear();
        try {
            shell.onInterrupt();
        } catch (Leave | ShellError e) {
            state.error(0, "trap: " + e.getMessage());
        }
    }
}
