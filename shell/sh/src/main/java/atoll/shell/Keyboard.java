package atoll.shell;

import org.jspecify.annotations.Nullable;

/** Where commands are typed. */
public interface Keyboard {
    /** The next command, of a line or several; null at the end; {@link InterruptedException} when what was typed is to be dropped. */
    @Nullable String line(String prompt) throws InterruptedException;

    /** ^C: whether it is for what is typed now. */
    boolean interrupt();

    /** The window has another size. */
    void resized();
}
