package java.atoll;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Locale;

/**
 * What {@code System.out} and {@code System.err} hold for everyone: hands each call to the stream of the running process,
 * or to the host's. JDK code and reflection read the fields themselves; this is what they find. It keeps no state and
 * takes no lock, so one process cannot hold up another or garble its output.
 */
@SuppressWarnings("AnnotateFormatMethod")
final class SharedPrint extends PrintStream {
    private final boolean error;

    /** The stream of the host. Written by the host's {@code System.setOut}. */
    volatile PrintStream host;

    SharedPrint(PrintStream host, boolean error) {
        super(OutputStream.nullOutputStream());
        this.host = host;
        this.error = error;
    }

    /** The stream that {@code stream} now stands for: a shared stream must never come to hold a shared stream. */
    static PrintStream behind(PrintStream stream) {
        return stream instanceof SharedPrint shared ? shared.to() : stream;
    }

    PrintStream to() {
        World world = Identity.current();
        if (world == null) {
            return host;
        }
        return error ? world.err() : world.out();
    }

    @Override
    public void write(int b) {
        to().write(b);
    }

    @Override
    public void write(byte[] b) throws IOException {
        to().write(b);
    }

    @Override
    public void write(byte[] b, int offset, int length) {
        to().write(b, offset, length);
    }

    @Override
    public void writeBytes(byte[] b) {
        to().writeBytes(b);
    }

    @Override
    public void print(boolean x) {
        to().print(x);
    }

    @Override
    public void print(char x) {
        to().print(x);
    }

    @Override
    public void print(int x) {
        to().print(x);
    }

    @Override
    public void print(long x) {
        to().print(x);
    }

    @Override
    public void print(float x) {
        to().print(x);
    }

    @Override
    public void print(double x) {
        to().print(x);
    }

    @Override
    public void print(char[] x) {
        to().print(x);
    }

    @Override
    public void print(String x) {
        to().print(x);
    }

    @Override
    public void print(Object x) {
        to().print(x);
    }

    @Override
    public void println() {
        to().println();
    }

    @Override
    public void println(boolean x) {
        to().println(x);
    }

    @Override
    public void println(char x) {
        to().println(x);
    }

    @Override
    public void println(int x) {
        to().println(x);
    }

    @Override
    public void println(long x) {
        to().println(x);
    }

    @Override
    public void println(float x) {
        to().println(x);
    }

    @Override
    public void println(double x) {
        to().println(x);
    }

    @Override
    public void println(char[] x) {
        to().println(x);
    }

    @Override
    public void println(String x) {
        to().println(x);
    }

    @Override
    public void println(Object x) {
        to().println(x);
    }

    @Override
    public PrintStream printf(String format, Object... arguments) {
        to().printf(format, arguments);
        return this;
    }

    @Override
    public PrintStream printf(Locale locale, String format, Object... arguments) {
        to().printf(locale, format, arguments);
        return this;
    }

    @Override
    public PrintStream format(String format, Object... arguments) {
        to().format(format, arguments);
        return this;
    }

    @Override
    public PrintStream format(Locale locale, String format, Object... arguments) {
        to().format(locale, format, arguments);
        return this;
    }

    @Override
    public PrintStream append(CharSequence text) {
        to().append(text);
        return this;
    }

    @Override
    public PrintStream append(CharSequence text, int start, int end) {
        to().append(text, start, end);
        return this;
    }

    @Override
    public PrintStream append(char c) {
        to().append(c);
        return this;
    }

    @Override
    public void flush() {
        to().flush();
    }

    @Override
    public void close() {
        to().close();
    }

    @Override
    public boolean checkError() {
        return to().checkError();
    }

    @Override
    public Charset charset() {
        return to().charset();
    }
}
