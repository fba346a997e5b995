package atoll.personality.java.net;

import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Addresses for addresses: the thousand that were used last. */
final class Recent extends LinkedHashMap<InetSocketAddress, InetSocketAddress> {
    private static final long serialVersionUID = 1L;
    private static final int MAX = 1_000;
    private static final float LOAD = 0.75f;

    private Recent() {
        super(16, LOAD, true);
    }

    /** For many threads. */
    static Map<InetSocketAddress, InetSocketAddress> map() {
        return Collections.synchronizedMap(new Recent());
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<InetSocketAddress, InetSocketAddress> eldest) {
        return size() > MAX;
    }
}
