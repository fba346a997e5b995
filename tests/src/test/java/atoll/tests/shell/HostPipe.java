package atoll.tests.shell;

import atoll.contract.process.LaunchFault;
import atoll.contract.process.Launcher;
import java.io.IOException;
import java.util.Arrays;

/** A pipe as the contract has it, in memory. */
final class HostPipe {
    private byte[] bytes = {};
    private int readers = 1;
    private int writers = 1;
    private boolean readingClosed;
    private boolean writingClosed;

    synchronized void join(boolean reads) {
        if (reads) {
            readers++;
        } else {
            writers++;
        }
    }

    synchronized void leave(boolean reads) {
        if (reads) {
            readers--;
        } else {
            writers--;
        }
        notifyAll();
    }

    /** The shell's own end, which may be closed twice. */
    synchronized void closeOwn(boolean reads) {
        if (reads && !readingClosed || !reads && !writingClosed) {
            leave(reads);
        }
        readingClosed |= reads;
        writingClosed |= !reads;
    }

    synchronized boolean isGone() {
        return readers == 0 && writers == 0;
    }

    synchronized byte[] read(int most) throws IOException {
        while (bytes.length == 0 && writers > 0) {
            pause();
        }
        int length = Math.min(most, bytes.length);
        byte[] read = Arrays.copyOf(bytes, length);
        bytes = Arrays.copyOfRange(bytes, length, bytes.length);
        notifyAll();
        return read;
    }

    synchronized void write(byte[] more) throws IOException {
        int done = 0;
        while (done < more.length) {
            while (bytes.length == Launcher.MOST && readers > 0) {
                pause();
            }
            if (readers == 0) {
                throw LaunchFault.BROKEN_PIPE.because("nobody reads it");
            }
            int length = Math.min(more.length - done, Launcher.MOST - bytes.length);
            byte[] all = Arrays.copyOf(bytes, bytes.length + length);
            System.arraycopy(more, done, all, bytes.length, length);
            bytes = all;
            done += length;
            notifyAll();
        }
        if (more.length == 0 && readers == 0) {
            throw LaunchFault.BROKEN_PIPE.because("nobody reads it");
        }
    }

    private void pause() throws IOException {
        try {
            wait();
        } catch (InterruptedException e) {
            throw LaunchFault.INTERRUPTED.because("interrupted");
        }
    }
}
