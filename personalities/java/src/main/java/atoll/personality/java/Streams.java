package atoll.personality.java;

import java.io.BufferedOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;

/** The three streams that a process is given. */
public record Streams(InputStream in, OutputStream out, OutputStream err) {
    /** Nothing to read, and what is written is lost. */
    public static Streams none() {
        return new Streams(
                InputStream.nullInputStream(), OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
    }

    /** Written output goes to {@code out} and {@code err}; there is nothing to read. */
    public static Streams to(OutputStream out, OutputStream err) {
        return new Streams(InputStream.nullInputStream(), out, err);
    }

    /** A print stream as the JVM makes its own: flushes with every line and block. */
    static PrintStream printer(OutputStream to, String encoding) {
        return new PrintStream(new BufferedOutputStream(to, 8192), true, java.nio.charset.Charset.forName(encoding));
    }
}
