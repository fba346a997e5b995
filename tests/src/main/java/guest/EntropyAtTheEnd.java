package guest;

import atoll.contract.CallFailed;
import atoll.contract.Names;
import atoll.contract.Region;
import atoll.contract.entropy.Entropy;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * Draws at the end of its stack, where the server's method is cut short anywhere, and sees whether anything that a call has put into
 * its region comes again.
 */
public final class EntropyAtTheEnd {
    private static final int BYTES = 256;
    private static final int ROUNDS = 40;

    private static int cut;
    private static int whole;

    /** What was in the region after each call; looked at when there is stack enough. */
    private static final long[] drawn = new long[1 << 20];

    private static int count;

    private EntropyAtTheEnd() {}

    public static void main(String[] args) throws Exception {
        Entropy entropy = Names.find("entropy", Entropy.class);
        Set<String> seen = new HashSet<>();
        try (Region region = Region.allocate(BYTES)) {
            for (int round = 0; round < ROUNDS; round++) {
                draw(entropy, region);
                Thread thread = new Thread(null, () -> deep(entropy, region), "deep", 256 << 10);
                thread.start();
                thread.join();
                draw(entropy, region);
                look(seen);
            }
        }
        System.out.println(cut > 0 && whole > 0 ? "done" : cut + " were cut short, " + whole + " not");
    }

    /** Each frame on the way back tries once, until one had stack enough. */
    private static boolean deep(Entropy entropy, Region region) {
        boolean done = false;
        try {
            done = deep(entropy, region);
        } catch (StackOverflowError e) {
            // This is near the end.
        }
        return done || tried(entropy, region);
    }

    private static boolean tried(Entropy entropy, Region region) {
        try {
            draw(entropy, region);
            return true;
        } catch (StackOverflowError | CallFailed e) {
            return false;
        }
    }

    private static void draw(Entropy entropy, Region region) {
        region.fill(0, BYTES, (byte) 0);
        boolean filled = false;
        try {
            entropy.fill(region, 0, BYTES);
            filled = true;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } finally {
            if (filled) {
                whole++;
            } else {
                cut++;
            }
            for (int at = 0; at < BYTES && count + 1 < drawn.length; at += 2 * Long.BYTES) {
                drawn[count] = region.getLong(at);
                drawn[count + 1] = region.getLong(at + Long.BYTES);
                count += 2;
            }
        }
    }

    private static void look(Set<String> seen) {
        for (int i = 0; i < count; i += 2) {
            // Zeros were not filled.
            if ((drawn[i] | drawn[i + 1]) != 0 && !seen.add(drawn[i] + " " + drawn[i + 1])) {
                System.out.println("came again");
            }
        }
        count = 0;
    }
}
