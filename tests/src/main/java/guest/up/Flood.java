package guest.up;

import java.util.Arrays;

/** Writes many bytes without the end of a line. */
public final class Flood {
    private Flood() {}

    public static void main(String[] args) throws InterruptedException {
        byte[] block = new byte[1 << 16];
        Arrays.fill(block, (byte) 'x');
        for (int i = 0; i < Integer.parseInt(args[0]); i++) {
            System.out.write(block, 0, block.length);
            System.out.flush();
        }
        System.err.println("flooded");
        Thread.sleep(Long.MAX_VALUE);
    }
}
