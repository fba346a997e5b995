package java.atoll;

import java.io.IOException;
import java.io.InputStream;

/** What {@code System.in} holds for everyone; as {@link SharedPrint}. */
final class SharedInput extends InputStream {
    /** The stream of the host. Written by the host's {@code System.setIn}. */
    volatile InputStream host;

    SharedInput(InputStream host) {
        this.host = host;
    }

    /** The stream that {@code stream} now stands for: a shared stream must never come to hold a shared stream. */
    static InputStream behind(InputStream stream) {
        return stream instanceof SharedInput shared ? shared.to() : stream;
    }

    private InputStream to() {
        World world = Identity.current();
        return world == null ? host : world.in();
    }

    @Override
    public int read() throws IOException {
        return to().read();
    }

    @Override
    public int read(byte[] b) throws IOException {
        return to().read(b);
    }

    @Override
    public int read(byte[] b, int offset, int length) throws IOException {
        return to().read(b, offset, length);
    }

    @Override
    public byte[] readAllBytes() throws IOException {
        return to().readAllBytes();
    }

    @Override
    public byte[] readNBytes(int length) throws IOException {
        return to().readNBytes(length);
    }

    @Override
    public int readNBytes(byte[] b, int offset, int length) throws IOException {
        return to().readNBytes(b, offset, length);
    }

    @Override
    public long skip(long n) throws IOException {
        return to().skip(n);
    }

    @Override
    public int available() throws IOException {
        return to().available();
    }

    @Override
    public void close() throws IOException {
        to().close();
    }

    @Override
    public void mark(int limit) {
        to().mark(limit);
    }

    @Override
    public void reset() throws IOException {
        to().reset();
    }

    @Override
    public boolean markSupported() {
        return to().markSupported();
    }
}
