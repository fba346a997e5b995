package atoll.shell.run;

import atoll.contract.process.Launcher;
import java.io.IOException;
import java.util.Arrays;

/** One end of a pipe of the launcher. */
final class PipeEnd extends Handle {
    final int number;
    private final Launcher launcher;
    private final boolean reads;

    PipeEnd(Launcher launcher, int number, boolean reads) {
        this.launcher = launcher;
        this.number = number;
        this.reads = reads;
    }

    boolean reads() {
        return reads;
    }

    @Override
    int read(byte[] into, int most) throws IOException {
        if (!reads) {
            return super.read(into, most);
        }
        byte[] read = launcher.read(number, Math.min(most, Launcher.MOST));
        System.arraycopy(read, 0, into, 0, read.length);
        return read.length == 0 ? -1 : read.length;
    }

    @Override
    void write(byte[] bytes, int length) throws IOException {
        if (reads) {
            super.write(bytes, length);
        }
        for (int from = 0; from < length; from += Launcher.MOST) {
            launcher.write(number, Arrays.copyOfRange(bytes, from, Math.min(length, from + Launcher.MOST)));
        }
    }

    @Override
    void close() {
        if (reads) {
            launcher.closeReading(number);
        } else {
            launcher.closeWriting(number);
        }
    }
}
