package atoll.personality.java.net;

import atoll.contract.net.Sockets;
import atoll.kernel.Capability;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a process may do on networks. Port 0 stands for any free port when listening, for all when connecting.
 *
 * @param listen ports of the host
 * @param connect hosts and ports, as the host sees them
 * @param localListen ports of the kernel's own loopback
 * @param localConnect ports of the kernel's own loopback
 * @param server who says where its sockets go, within these; null: nobody
 */
public record NetworkGrants(
        Set<Integer> listen,
        List<Destination> connect,
        Set<Integer> localListen,
        Set<Integer> localConnect,
        @Nullable Capability<Sockets> server) {
    public NetworkGrants {
        listen = Set.copyOf(listen);
        connect = List.copyOf(connect);
        localListen = Set.copyOf(localListen);
        localConnect = Set.copyOf(localConnect);
    }

    boolean none() {
        return listen.isEmpty() && connect.isEmpty() && localListen.isEmpty() && localConnect.isEmpty();
    }

    /** Whether some grant reaches beyond this machine, so that sockets need an address of the host's own. */
    boolean beyondLoopback() {
        boolean beyond = listen.contains(0);
        for (Destination d : connect) {
            beyond |= !d.host().equals("localhost") && !d.host().startsWith("127.");
        }
        return beyond;
    }

    /** Whether a name may be looked up. */
    boolean names(String host) {
        for (Destination d : connect) {
            if (d.host().equals("*") || d.host().equalsIgnoreCase(host)) {
                return true;
            }
        }
        return false;
    }
}
