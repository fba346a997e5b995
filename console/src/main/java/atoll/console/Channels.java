package atoll.console;

import atoll.contract.control.Control;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pages that are open. */
final class Channels {
    /** Pages at a time. */
    static final int MOST = 16;

    private static final int ID_BYTES = 16;

    private final Control system;
    private final Exchanges exchanges;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Channel> open = new HashMap<>();

    Channels(Control system, Exchanges exchanges) {
        this.system = system;
        this.exchanges = exchanges;
    }

    /** Null: there are so many already. It is to be {@link #remove}d. */
    synchronized @Nullable Channel open() {
        if (open.size() >= MOST) {
            return null;
        }
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        Channel channel = new Channel(Base64.getUrlEncoder().withoutPadding().encodeToString(id), system, exchanges);
        open.put(channel.id, channel);
        return channel;
    }

    synchronized @Nullable Channel find(String id) {
        return open.get(id);
    }

    synchronized void remove(Channel channel) {
        open.remove(channel.id);
    }
}
