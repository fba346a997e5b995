package atoll.shell.edit;

import atoll.shell.terminal.TerminalInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jline.utils.NonBlockingReader;

/** Keys as JLine reads them: characters, one of which may be looked at before it is read. On the thread that reads, without one of its own. */
final class KeyReader extends NonBlockingReader {
    /** JLine asks again after so long for as long as nobody types; here it waits. */
    private static final long AGAIN_MILLIS = 100;

    private static final char BROKEN = '\ufffd';
    private static final int MOST_BYTES = 4;

    private final TerminalInput typed;
    private final Runnable onResize;
    private int ahead = READ_EXPIRED;
    /** The second half of a character that was read; 0: none. */
    private char half;
    /** A byte that did not belong to the character before. */
    private int left = READ_EXPIRED;

    KeyReader(TerminalInput typed, Runnable onResize) {
        this.typed = typed;
        this.onResize = onResize;
    }

    @Override
    protected int read(long timeout, boolean isPeek) throws IOException {
        int c = ahead == READ_EXPIRED ? next(timeout == AGAIN_MILLIS && !isPeek ? 0 : timeout) : ahead;
        ahead = isPeek ? c : READ_EXPIRED;
        return c;
    }

    @Override
    public int readBuffered(char[] into, int from, int length, long timeout) throws IOException {
        int c = length == 0 ? 0 : read(timeout);
        if (c >= 0 && length > 0) {
            into[from] = (char) c;
        }
        return c >= 0 ? Math.min(length, 1) : c == READ_EXPIRED ? 0 : EOF;
    }

    private int next(long millis) throws IOException {
        if (half != 0) {
            int c = half;
            half = 0;
            return c;
        }
        int first = key(millis);
        if (first < 0x80) {
            return first;
        }
        int count = first >= 0xf0 ? MOST_BYTES : first >= 0xe0 ? 3 : 2;
        if (first < 0xc2 || first > 0xf4) {
            return BROKEN;
        }
        byte[] bytes = new byte[count];
        bytes[0] = (byte) first;
        for (int i = 1; i < count; i++) {
            int more = key(0);
            if (more < 0x80 || more >= 0xc0) {
                left = more;
                return BROKEN;
            }
            bytes[i] = (byte) more;
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        half = text.length() == 2 ? text.charAt(1) : 0;
        return text.charAt(0);
    }

    private int key(long millis) throws IOException {
        int c = left;
        left = READ_EXPIRED;
        while (c == READ_EXPIRED) {
            c = typed.key(millis);
            if (c == TerminalInput.EXPIRED) {
                return READ_EXPIRED;
            }
            if (c == TerminalInput.RESIZED) {
                onResize.run();
                c = READ_EXPIRED;
            }
        }
        return c;
    }
}
