package atoll.shell;

import atoll.shell.terminal.TerminalInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lines as the terminal edits them. */
final class Plain implements Keyboard {
    private final TerminalInput typed;
    private final OutputStream screen;
    private final Map<String, String> aliases;

    Plain(TerminalInput typed, OutputStream screen, Map<String, String> aliases) {
        this.typed = typed;
        this.screen = screen;
        this.aliases = aliases;
    }

    @Override
    public @Nullable String line(String prompt, String more) throws InterruptedException {
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
                shown = more;
            }
        } catch (InterruptedIOException e) {
            throw new InterruptedException();
        } catch (IOException e) {
            return null;
        }
    }

    private @Nullable String one() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int c = typed.key(0);
        while ((c >= 0 || c == TerminalInput.RESIZED) && c != '\n') {
            if (c >= 0) {
                line.write(c);
            }
            c = typed.key(0);
        }
        return c < 0 && line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
    }
}
