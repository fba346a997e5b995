package atoll.system.control;

import atoll.contract.control.Control;
import atoll.kernel.Capability;
import atoll.kernel.Endpoint;
import atoll.kernel.Preload;
import atoll.personality.java.Grants;
import atoll.system.Atoll;
import atoll.system.session.Pipe;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A running system for processes of it. One process at a time goes by the name of a client: when it ends, all connections of that name are
 * closed.
 */
public final class ControlService {
    private static final String MAC = "HmacSHA256";
    private static final int TOKEN_BYTES = 20;

    private record Client(ControlConnections connections, Endpoint<Control> endpoint) {}

    private final Atoll atoll;
    private final ControlServer server;
    private final Map<String, Client> clients = new ConcurrentHashMap<>();
    private final SecretKeySpec secret;

    public ControlService(Atoll atoll, ControlServer server) {
        // Its code runs on threads of processes.
        Preload.beside(ControlService.class);
        Preload.beside(Pipe.class);
        this.atoll = atoll;
        this.server = server;
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        secret = new SecretKeySpec(random, MAC);
    }

    private Client client(String name) {
        return clients.computeIfAbsent(name, key -> {
            ControlConnections connections = new ControlConnections(server, name);
            Endpoint<Control> endpoint = atoll.endpoint("system for " + name, Control.class);
            endpoint.serve(connections);
            return new Client(connections, endpoint);
        });
    }

    /** The system for the client of that name. */
    public Capability<Control> capability(String client) {
        return client(client).endpoint.capability();
    }

    /** Gives the process with these grants, which goes by the name of that client, what it has of it under that name. */
    public Grants let(String client, String as, Capability<Control> has, Grants process) {
        return process.use(as, has).whenEnding(client(client).connections::leaveAll);
    }

    /** What tells those who come to that client from all others, such as a browser with the address that its owner was shown: the same as long as the system runs. */
    public String token(String client) {
        return mac(client);
    }

    /** As {@link #token}, for who comes to read metrics and may do nothing else. */
    public String metricsToken(String client) {
        // No name of a client has a space.
        return mac("metrics of " + client);
    }

    private String mac(String text) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(secret);
            byte[] all = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(all, 0, TOKEN_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + MAC, e);
        }
    }
}
