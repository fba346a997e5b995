package atoll.shell.edit;

import atoll.shell.Keyboard;
import atoll.shell.run.Interpreter;
import atoll.shell.terminal.TerminalInput;
import atoll.shell.terminal.Window;
import java.io.IOError;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.history.DefaultHistory;
import org.jline.terminal.Terminal.Signal;
import org.jspecify.annotations.Nullable;

/** Lines that are edited with JLine, all on the thread that reads. */
public final class Editor implements Keyboard {
    private static final int MOST_PAST = 1_000;

    /** What keys send before they are asked to send something else, and on terminals that do not heed it. */
    private static final String[][] KEYS = {
        {"[A", LineReader.UP_LINE_OR_HISTORY},
        {"[B", LineReader.DOWN_LINE_OR_HISTORY},
        {"[C", LineReader.FORWARD_CHAR},
        {"[D", LineReader.BACKWARD_CHAR},
        {"[H", LineReader.BEGINNING_OF_LINE},
        {"[F", LineReader.END_OF_LINE},
        {"[1~", LineReader.BEGINNING_OF_LINE},
        {"[4~", LineReader.END_OF_LINE},
        {"[3~", LineReader.DELETE_CHAR},
        {"[1;5C", LineReader.FORWARD_WORD},
        {"[1;5D", LineReader.BACKWARD_WORD},
    };

    private final Interpreter shell;
    private final Window window;
    private final OverTerminal terminal;
    private final DefaultHistory history = new DefaultHistory();
    private LineReader reader;

    /** @param past lines that were typed before */
    public Editor(
            Interpreter shell, Window window, TerminalInput typed, OutputStream screen, String type, List<String> past)
            throws IOException {
        this.shell = shell;
        this.window = window;
        terminal = new OverTerminal(window, new KeyReader(typed, this::resized), screen, type, window.keys());
        for (String line : past) {
            history.add(Instant.EPOCH, line);
        }
        reader = reader();
    }

    private LineReader reader() {
        LineReader made = LineReaderBuilder.builder()
                .terminal(terminal)
                .parser(new Splitting(shell.state.aliases))
                .completer(new Completions(shell))
                .history(history)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.AUTO_FRESH_LINE, false)
                .option(LineReader.Option.DISABLE_HIGHLIGHTER, true)
                .option(LineReader.Option.HISTORY_IGNORE_SPACE, false)
                .option(LineReader.Option.HISTORY_REDUCE_BLANKS, false)
                .variable(LineReader.HISTORY_SIZE, MOST_PAST)
                .variable(LineReader.INDENTATION, 0)
                .build();
        KeyMap<Binding> map = Objects.requireNonNull(made.getKeyMaps().get(LineReader.MAIN));
        for (String[] key : KEYS) {
            map.bind(new Reference(key[1]), "\u001b" + key[0]);
        }
        return made;
    }

    @Override
    public @Nullable String line(String prompt, String more) throws InterruptedException {
        try {
            terminal.setModes(window.keys());
            // In this one alone JLine knows signs of its own.
            reader.setVariable(LineReader.SECONDARY_PROMPT_PATTERN, more.replace("%", "%%"));
            return reader.readLine(prompt);
        } catch (UserInterruptException e) {
            // It may have kept the beginning of a key.
            reader = reader();
            throw new InterruptedException();
        } catch (EndOfFileException | IOError | IOException e) {
            return null;
        } finally {
            lines();
        }
    }

    private void lines() {
        try {
            window.lines();
        } catch (IOException e) {
            // Hung up: the next line tells.
        }
    }

    /** The line is shown anew, from where it begins. */
    private void resized() {
        terminal.writer().write("\r\u001b[J");
        terminal.raise(Signal.CONT);
    }
}
