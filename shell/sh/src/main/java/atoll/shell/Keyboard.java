package atoll.shell;

import org.jspecify.annotations.Nullable;

/** Where commands are typed. */
public interface Keyboard {
    /**
     * The next command, of a line or several; null at the end; {@link InterruptedException} when what was typed is to be dropped.
     *
     * @param more the prompt of lines that go on
     */
    @Nullable String line(String prompt, String more) throws InterruptedException;
}
