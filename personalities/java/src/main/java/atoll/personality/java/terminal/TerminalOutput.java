package atoll.personality.java.terminal;

import atoll.contract.terminal.Terminal;
import atoll.kernel.SignalCounter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;

/** What a process writes to its terminal, on its own threads; who finds no room waits here, where a kill reaches him. */
public final class TerminalOutput extends OutputStream {
    private final Session session;
    private final SignalCounter room;

    /** {@code room} is signalled when there may be room. */
    public TerminalOutput(Terminal terminal, SignalCounter room) {
        this.session = new Session(terminal);
        this.room = room;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] b, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, b.length);
        int from = offset;
        int end = offset + length;
        while (from < end) {
            byte[] part = Arrays.copyOfRange(b, from, Math.min(end, from + Terminal.MOST));
            Integer count = session.ask(terminal -> terminal.write(part));
            if (count == null || count < 0 || count > part.length) {
                throw new IOException("Input/output error");
            }
            from += count;
            if (count == 0) {
                Session.await(room, 0);
            }
        }
    }
}
