package atoll.library.net;

import atoll.contract.net.SocketId;
import java.security.SecureRandom;

/** Ids that nobody can guess. */
final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    static SocketId next() {
        return new SocketId(RANDOM.nextLong(), RANDOM.nextLong());
    }
}
