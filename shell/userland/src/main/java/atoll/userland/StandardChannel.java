package atoll.userland;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** Standard input or output, for buffers with arrays: the JDK's own channel would ask them for more than reading and writing. */
final class StandardChannel implements ReadableByteChannel, WritableByteChannel {
    private final InputStream in;
    private final OutputStream out;

    StandardChannel(InputStream in) {
        this.in = in;
        out = OutputStream.nullOutputStream();
    }

    StandardChannel(OutputStream out) {
        in = InputStream.nullInputStream();
        this.out = out;
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
        int count = in.read(to.array(), to.arrayOffset() + to.position(), to.remaining());
        if (count > 0) {
            to.position(to.position() + count);
        }
        return count;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        int count = from.remaining();
        out.write(from.array(), from.arrayOffset() + from.position(), count);
        from.position(from.limit());
        return count;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {
        // The streams are the process's.
    }
}
