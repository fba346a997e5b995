package atoll.shell.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A builtin that is called. */
public final class Call {
    public final String name;
    public final List<String> arguments;
    public final State state;
    public final Interpreter shell;

    Call(Interpreter shell, String name, List<String> arguments) {
        this.shell = shell;
        this.name = name;
        this.arguments = arguments;
        state = shell.state;
    }

    public Call with(String otherName, List<String> others) {
        return new Call(shell, otherName, others);
    }

    public void out(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        state.descriptors.known(1).write(bytes, bytes.length);
    }

    /** Says what is wrong, in one line; returns 1. */
    public int error(String what) {
        state.error(0, name + ": " + what);
        return 1;
    }

    /** As {@link #error}; returns 2. */
    public int usage(String what) {
        error(what);
        return ShellError.STATUS;
    }

    /** What ends a shell that nobody types at. */
    public ShellError fatal(String what) {
        return new ShellError(0, name + ": " + what);
    }

    /** The next byte of standard input; -1 at its end. */
    public int read() throws IOException {
        byte[] one = new byte[1];
        int read = state.descriptors.known(0).read(one, 1);
        return read <= 0 ? -1 : one[0] & 0xff;
    }

    /** How many loops are around it. */
    public int loops() {
        return state.loops;
    }

    public int line() {
        return state.line;
    }

    /** What is to be done as part of a file. */
    public interface Deed {
        int run();
    }

    /** Does it; errors name the file. */
    public int inFile(String file, Deed deed) {
        String before = state.file;
        state.file = file;
        try {
            return deed.run();
        } finally {
            state.file = before;
        }
    }

    /** Whether the descriptor is there, and the terminal. */
    public boolean isTerminal(int descriptor) {
        Handle handle = descriptor >= 0 && descriptor < Descriptors.COUNT ? state.descriptors.get(descriptor) : null;
        return handle != null && handle.isTerminal();
    }
}
