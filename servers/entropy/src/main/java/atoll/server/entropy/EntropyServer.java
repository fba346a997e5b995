package atoll.server.entropy;

import atoll.contract.Names;
import atoll.contract.entropy.Entropy;
import atoll.contract.entropy.Seeds;
import atoll.contract.process.Health;
import java.util.concurrent.CountDownLatch;

/**
 * Serves {@code entropy}, from a seed that it asks of {@code seeds} when it begins. Nothing of it is ever kept elsewhere: the next
 * process begins with a seed of its own. Without one it does not serve.
 */
public final class EntropyServer {
    private static final int SEED = 64;
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private EntropyServer() {}

    public static void main(String[] args) throws InterruptedException {
        byte[] seed = Names.find("seeds", Seeds.class).seed(SEED);
        if (seed.length != SEED) {
            throw new IllegalStateException("a seed of " + seed.length + " bytes");
        }
        Pool pool = new Pool(seed);
        Names.serve("entropy", Entropy.class, pool);
        Names.serveIfGiven("health", Health.class, pool);
        NEVER.await();
    }
}
