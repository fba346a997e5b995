package atoll.userland;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;

/** A program: its name, its output, its messages and its exit status. */
abstract class Tool {
    /** As a shell has it for who is ended by SIGPIPE. */
    private static final int BROKEN_PIPE = 141;

    final String name;
    final Output out = new Output();
    /** What it ends with when nothing else is said. */
    int status;

    /** What it ends with when it was called as it cannot be, or could not write. */
    private final int trouble;

    Tool(String name) {
        this(name, 1);
    }

    Tool(String name, int trouble) {
        this.name = name;
        this.trouble = trouble;
    }

    /** What is said before the hint at {@code --help}, with its line end. */
    String usage() {
        return "";
    }

    abstract void run(String[] args) throws IOException;

    /** Runs it, and ends the process if it has failed. */
    final void start(String[] args) {
        try {
            runWhole(args);
            out.flush();
        } catch (Output.Broken e) {
            status = e.isClosed() ? BROKEN_PIPE : trouble;
            if (!e.isClosed()) {
                say(name + ": write error: " + Failure.of(e.why));
            }
        }
        if (status != 0) {
            System.exit(status);
        }
    }

    private void runWhole(String[] args) throws Output.Broken {
        try {
            run(args);
        } catch (Output.Broken e) {
            throw e;
        } catch (Usage e) {
            String message = String.valueOf(e.getMessage());
            if (!message.isEmpty()) {
                complain(message);
            }
            if (!e.complete) {
                say(usage() + "Try '" + name + " --help' for more information.");
            }
            status = trouble;
        } catch (IOException e) {
            complain(Failure.of(e));
            status = trouble;
        } catch (OutOfMemoryError e) {
            complain("memory exhausted");
            status = trouble;
        }
    }

    /** Tells something about an operand, and goes on. */
    final void fail(String text) throws Output.Broken {
        complain(text);
        status = Math.max(status, 1);
    }

    final void fail(String operand, IOException why) throws Output.Broken {
        if (why instanceof Output.Broken broken) {
            throw broken;
        }
        fail(operand + ": " + Failure.of(why));
    }

    final void complain(String text) throws Output.Broken {
        out.flush();
        say(name + ": " + text);
    }

    private static void say(String text) {
        try {
            new FileOutputStream(FileDescriptor.err).write(Text.bytes(text + "\n"));
        } catch (IOException e) {
            // There is nobody left to tell.
            return;
        }
    }
}
