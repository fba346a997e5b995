package atoll.userland;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Standard output, with a buffer; what fails is told, unlike by {@code System.out}. */
final class Output {
    private static final int SIZE = 1 << 15;

    private final OutputStream to;
    private final byte[] buffer = new byte[SIZE];
    private int length;

    Output(OutputStream to) {
        this.to = to;
    }

    Output() {
        this(new FileOutputStream(FileDescriptor.out));
    }

    /** It could not be written to. */
    static final class Broken extends IOException {
        private static final long serialVersionUID = 1L;

        final transient IOException why;

        Broken(IOException why) {
            super(why);
            this.why = why;
        }

        /** Whether its reader has gone, which is no failure of who writes. */
        boolean isClosed() {
            String said = why.toString();
            return said.contains("roken pipe") || said.contains("BROKEN_PIPE") || said.contains("losed");
        }
    }

    void write(byte[] bytes, int from, int count) throws Broken {
        if (count > SIZE - length) {
            flush();
            if (count >= SIZE) {
                send(bytes, from, count);
                return;
            }
        }
        System.arraycopy(bytes, from, buffer, length, count);
        length += count;
    }

    void write(byte[] bytes) throws Broken {
        write(bytes, 0, bytes.length);
    }

    void write(int b) throws Broken {
        if (length == SIZE) {
            flush();
        }
        buffer[length++] = (byte) b;
    }

    void print(String text) throws Broken {
        if (text.length() <= SIZE - length && Text.isAscii(text)) {
            for (int i = 0; i < text.length(); i++) {
                buffer[length++] = (byte) text.charAt(i);
            }
        } else {
            write(Text.bytes(text));
        }
    }

    void line(String text) throws Broken {
        print(text);
        write('\n');
    }

    void flush() throws Broken {
        if (length > 0) {
            int count = length;
            length = 0;
            send(buffer, 0, count);
        }
    }

    private void send(byte[] bytes, int from, int count) throws Broken {
        try {
            to.write(bytes, from, count);
        } catch (IOException e) {
            throw new Broken(e);
        }
    }

    /** For texts that are made of characters below 128 alone. */
    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
