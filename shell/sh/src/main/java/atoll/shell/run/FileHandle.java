package atoll.shell.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Set;

/** A file of the shell's, which is written at its end. */
final class FileHandle extends Handle {
    final Path path;
    /** No other command reads or writes it. */
    final boolean own;

    private final FileChannel channel;

    FileHandle(Path path, boolean own, Set<? extends OpenOption> options) throws IOException {
        this.path = path;
        this.own = own;
        channel = FileChannel.open(path, options);
    }

    @Override
    int read(byte[] into, int most) throws IOException {
        return channel.read(ByteBuffer.wrap(into, 0, most));
    }

    @Override
    synchronized void unread(byte[] bytes) throws IOException {
        channel.position(channel.position() - bytes.length);
    }

    @Override
    void write(byte[] bytes, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    @Override
    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing is kept that could be lost.
        }
    }
}
