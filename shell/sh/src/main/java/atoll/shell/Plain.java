package atoll.shell;

import atoll.shell.terminal.TerminalInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where commands are typed: lines, as the terminal edits them. */
final class Plain {
    private final TerminalInput typed;
    private final OutputStream screen;
    private final Map<String, String> aliases;
    /** The thread that reads; null when none does. */
    private volatile @Nullable Thread reading;

    Plain(TerminalInput typed, OutputStream screen, Map<String, String> aliases) {
        this.typed = typed;
        this.screen = screen;
        this.aliases = aliases;
    }

    /** The next command, of a line or several; null at the end; {@link InterruptedException} when what was typed is to be dropped. */
    @Nullable String line(String prompt) throws InterruptedException {
        Thread.interrupted();
        reading = Thread.currentThread();
        try {
            StringBuilder all = new StringBuilder();
            String shown = prompt;
            while (true) {
                screen.write(shown.getBytes(StandardCharsets.UTF_8));
                String line = one();
                if (line == null) {
                    return null;
                }
                all.append(line);
                if (!Completeness.goesOn(all.toString(), aliases)) {
                    return all.toString();
                }
                all.append('\n');
                shown = "> ";
            }
        } catch (InterruptedIOException e) {
            throw new InterruptedException();
        } catch (IOException e) {
            return null;
        } finally {
            reading = null;
        }
    }

    private @Nullable String one() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int c = typed.read();
        while (c >= 0 && c != '\n') {
            line.write(c);
            c = typed.read();
        }
        return c < 0 && line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
    }

    /** ^C: whether it is for what is typed now. */
    boolean interrupt() {
        Thread thread = reading;
        if (thread != null) {
            thread.interrupt();
        }
        return thread != null;
    }
}
