package atoll.bench;

import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;

/** Opens a latch with the first byte that is written. */
final class Ready extends OutputStream {
    private final CountDownLatch latch;

    Ready(CountDownLatch latch) {
        this.latch = latch;
    }

    @Override
    public void write(int b) {
        latch.countDown();
    }

    @Override
    public void write(byte[] b, int off, int len) {
        latch.countDown();
    }
}
