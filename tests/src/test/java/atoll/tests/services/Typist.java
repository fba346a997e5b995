package atoll.tests.services;

import atoll.contract.terminal.Size;
import atoll.system.session.Sessions;
import atoll.tests.Wait;
import java.io.IOException;
import java.util.Map;

/** One who types line after line at a shell. */
final class Typist extends Person {
    private int seen;

    Typist(Sessions sessions, String terminal, String... arguments) throws IOException {
        super(
                sessions,
                Map.of("HOME", "/home", "TERM", terminal, "PS1", "\\w> ", "PS2", "more> "),
                new Size(80, 24),
                arguments);
    }

    /** Without what moves the cursor. */
    private String plain() {
        return shown().replaceAll("\u001b\\[[0-9;?]*[A-Za-z]|\u001b[=>]", "");
    }

    /** After what was awaited last. */
    @Override
    void await(String text) throws InterruptedException {
        Wait.until(
                () -> plain().indexOf(text, seen) >= 0,
                () -> "no \"" + text + "\" on the screen after " + seen + ": " + shown().replace("\u001b", "^["));
        seen = plain().indexOf(text, seen) + text.length();
    }

    /** Types a line, and awaits what it writes and the next prompt. */
    void run(String line, String writes) throws Exception {
        type(line + "\r");
        await(writes);
        await("> ");
    }
}
