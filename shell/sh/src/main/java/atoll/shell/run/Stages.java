package atoll.shell.run;

import atoll.contract.process.Launch;
import atoll.contract.process.Launcher;
import atoll.shell.expand.Expander;
import atoll.shell.syntax.Lines;
import atoll.shell.syntax.Node;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands in copies of a shell: stages of pipelines, parentheses, the background, words; and programs. */
final class Stages {
    /** What a copy does. */
    private interface Deed {
        int run(Interpreter shell);
    }

    private final Interpreter shell;
    private final State state;

    Stages(Interpreter shell) {
        this.shell = shell;
        state = shell.state;
    }

    /** Somebody may type ^C and ^Z while it runs. */
    private boolean isControlled() {
        return state.world.isInteractive() && !state.isSub();
    }

    private Job newJob(String text) {
        return new Job(text, state.world.launcher());
    }

    private int run(State copy, Deed deed) {
        Interpreter other = new Interpreter(copy, shell.builtins);
        int status;
        try {
            status = guarded(copy, () -> deed.run(other));
            int before = status;
            status = copy.job != null && copy.job.isTold() ? status : guarded(copy, () -> other.atExit(before));
        } finally {
            copy.descriptors.close();
        }
        return status;
    }

    private interface Status {
        int get();
    }

    private static int guarded(State copy, Status of) {
        try {
            return of.get();
        } catch (Leave leave) {
            return leave.kind() == Leave.Kind.BREAK || leave.kind() == Leave.Kind.CONTINUE ? 0 : leave.number();
        } catch (ShellError e) {
            copy.error(e.line(), String.valueOf(e.getMessage()));
            return ShellError.STATUS;
        } catch (StackOverflowError e) {
            copy.error(0, "commands call commands too deep");
            return ShellError.STATUS;
        }
    }

    /** Runs it as a job of its own that is waited for. */
    int foreground(Job job) {
        state.world.setForeground(job);
        try {
            job.awaitThrough();
        } finally {
            state.world.clearForeground();
        }
        if (job.isStopped()) {
            state.jobs.add(job);
            state.print(2, "\n" + Jobs.line(job) + "\n");
            throw new Leave(Leave.Kind.DROP, 148);
        }
        return job.status();
    }

    private void start(Job job, State copy, boolean last, Deed deed) {
        Thread thread = state.world.thread(() -> {
            int status = 1;
            try {
                status = run(copy, deed);
            } finally {
                if (last) {
                    job.done(status);
                } else {
                    job.doneQuietly();
                }
            }
        });
        job.running(thread);
        thread.start();
    }

    private int inCopy(String text, Deed deed) {
        if (!isControlled()) {
            return run(state.copy(state.job), deed);
        }
        Job job = newJob(text);
        start(job, state.copy(job), true, deed);
        return foreground(job);
    }

    int subshell(Node body, String text) {
        return inCopy(text, other -> other.run(body));
    }

    int background(Node node, String text) {
        Job job = newJob(text);
        job.setBackground();
        State copy = state.copy(job);
        copy.descriptors.set(0, new Nothing());
        copy.tested = 0;
        start(job, copy, true, other -> other.run(node));
        int pid = 0;
        try {
            pid = node instanceof Node.Simple ? job.awaitBegun() : 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (pid == 0) {
            pid = Jobs.makePid();
            job.setPid(pid);
        }
        state.jobs.add(job);
        state.lastPid = pid;
        if (isControlled()) {
            state.print(2, "[" + job.number() + "] " + pid + "\n");
        }
        return 0;
    }

    int pipeline(List<Node> stages, String text) {
        Launcher launcher = state.world.launcher();
        if (launcher == null) {
            throw new ShellError(0, "no pipes: this shell has no launcher");
        }
        boolean controlled = isControlled();
        Job job = newJob(text);
        List<State> copies = new ArrayList<>();
        try {
            join(stages.size(), controlled ? job : state.job, launcher, copies);
        } catch (IOException e) {
            for (State copy : copies) {
                copy.descriptors.close();
            }
            throw new ShellError(0, "pipe: " + Launching.said(e));
        }
        int last = stages.size() - 1;
        for (int i = 0; i < last; i++) {
            Node stage = stages.get(i);
            start(job, copies.get(i), false, other -> other.run(stage));
        }
        if (controlled) {
            start(job, copies.get(last), true, other -> other.run(stages.get(last)));
            return foreground(job);
        }
        int status = run(copies.get(last), other -> other.run(stages.get(last)));
        awaitStages(job);
        return status;
    }

    private void join(int count, @Nullable Job job, Launcher launcher, List<State> copies) throws IOException {
        for (int i = 0; i < count; i++) {
            copies.add(state.copy(job));
        }
        for (int i = 0; i + 1 < count; i++) {
            int pipe = launcher.pipe();
            copies.get(i).descriptors.set(1, new PipeEnd(launcher, pipe, false));
            copies.get(i + 1).descriptors.set(0, new PipeEnd(launcher, pipe, true));
        }
    }

    private static void awaitStages(Job job) {
        boolean interrupted = false;
        while (true) {
            try {
                job.awaitDone();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the commands write. */
    String output(Interpreter of, Node commands) {
        Kept kept = new Kept();
        Sink sink = new Sink(kept, false);
        boolean controlled = isControlled();
        Job job = newJob("$( ... )");
        State copy = state.copy(controlled ? job : state.job);
        copy.descriptors.set(1, sink);
        if (controlled) {
            state.world.setForeground(job);
        }
        int status;
        try {
            status = run(copy, other -> other.run(commands));
            for (Job started : copy.jobs.all()) {
                awaitStages(started);
            }
            sink.awaitCarriers();
        } catch (InterruptedException e) {
            throw new Leave(Leave.Kind.DROP, 130);
        } finally {
            if (controlled) {
                state.world.clearForeground();
            }
        }
        if (kept.full) {
            throw new ShellError(0, "commands in a word wrote more than " + Expander.MOST + " bytes");
        }
        of.state.outputStatus = status;
        return kept.text();
    }

    /** What commands in a word have written so far. */
    private static final class Kept extends ByteArrayOutputStream {
        private boolean full;

        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            if (size() + length > Expander.MOST) {
                full = true;
                throw new Leave(Leave.Kind.EXIT, Launching.PIPE_STATUS);
            }
            super.write(bytes, from, length);
        }

        synchronized String text() {
            int end = count;
            while (end > 0 && buf[end - 1] == '\n') {
                end--;
            }
            String text = new String(buf, 0, end, StandardCharsets.UTF_8);
            return text.indexOf(0) < 0 ? text : text.replace("\0", "");
        }
    }

    /** A program, by its name, or a script. */
    int program(List<String> words) {
        String name = words.getFirst();
        List<String> arguments = words.subList(1, words.size());
        Programs.Found found = shell.programs.find(name);
        if (found instanceof Programs.Runs runs) {
            return launch(runs.code(), name, arguments);
        }
        if (found instanceof Programs.Script script) {
            return script(script.path(), name, arguments);
        }
        Programs.Refused refused = (Programs.Refused) found;
        if (state.job != null) {
            state.job.begun();
        }
        state.error(0, name + ": " + refused.why());
        return refused.status();
    }

    private int script(Path path, String name, List<String> arguments) {
        String text;
        try {
            text = Files.readString(path, StandardCharsets.UTF_8);
        } catch (java.nio.charset.MalformedInputException e) {
            state.error(0, name + ": not in UTF-8");
            return 126;
        } catch (IOException e) {
            state.error(0, name + ": " + Redirects.said(e));
            return 126;
        }
        boolean controlled = isControlled();
        Job job = newJob(name);
        State copy = state.forScript(controlled ? job : state.job, name, arguments);
        Deed deed = other -> other.script(Lines.of(text), 1);
        if (!controlled) {
            return run(copy, deed);
        }
        start(job, copy, true, deed);
        return foreground(job);
    }

    int launch(Launch.Code code, String name, List<String> arguments) {
        Launcher launcher = state.world.launcher();
        if (launcher == null) {
            state.error(0, name + ": this shell has no launcher");
            return 126;
        }
        if (!isControlled()) {
            Launching launching = new Launching(state, launcher);
            launching.start(code, name, arguments);
            return launching.await();
        }
        Job job = newJob(String.join(" ", name, String.join(" ", arguments)).strip());
        start(job, state.copy(job), true, other -> other.launch(code, name, arguments));
        return foreground(job);
    }
}
