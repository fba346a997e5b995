package atoll.ssh;

import atoll.contract.Names;
import atoll.contract.control.Control;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;

/**
 * Sessions over SSH: {@code Main FOLDER PORT [HOST]}. Who has a key that stands in {@code FOLDER/authorized_keys} has a shell of the system, as at its
 * own terminal; there are no passwords, no forwarding and no other subsystems. The server's own key is in {@code FOLDER/host_key}, made if it is not
 * there.
 */
public final class Main {
    /** A client that has not said by then who it is is gone. */
    private static final Duration AUTHENTICATION = Duration.ofSeconds(30);

    private static final int MOST_ATTEMPTS = 6;

    private static final int BAD = 2;

    private Main() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length < 2 || args.length > 3) {
            System.err.println("ssh: args are FOLDER, PORT, and an address to listen on; 127.0.0.1 if there is none");
            System.exit(BAD);
        }
        Path folder = Path.of(args[0]);
        Path keys = folder.resolve("authorized_keys");
        if (!Files.isReadable(keys)) {
            System.err.println("ssh: " + keys + ": no such file; a public key in each line lets its owner in");
        }
        SshServer server = server(folder, keys, Names.find("system", Control.class));
        server.setHost(args.length > 2 ? args[2] : "127.0.0.1");
        server.setPort(Integer.parseInt(args[1]));
        server.start();
        System.out.println("ssh: listening on " + server.getHost() + ":" + server.getPort());
        Thread.sleep(Long.MAX_VALUE);
    }

    /** What is there is used or refused, and never replaced: clients know it. */
    private static KeyPairProvider hostKey(Path file) throws IOException {
        if (!Files.exists(file)) {
            SimpleGeneratorHostKeyProvider made = new SimpleGeneratorHostKeyProvider(file);
            made.setAlgorithm("EC");
            made.setKeySize(256);
            return made;
        }
        FileKeyPairProvider known = new FileKeyPairProvider(file);
        try {
            if (known.loadKeys(null).iterator().hasNext()) {
                return known;
            }
        } catch (RuntimeException e) {
            throw new IOException(file + ": no private key that can be used; without the file one is made", e);
        }
        throw new IOException(file + ": no private key; without the file one is made");
    }

    private static SshServer server(Path folder, Path keys, Control system) throws IOException {
        SshServer server = SshServer.setUpDefaultServer();
        server.setKeyPairProvider(hostKey(folder.resolve("host_key")));
        server.setPublickeyAuthenticator(new AuthorizedKeys(keys));
        server.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
        server.setShellFactory(channel -> new SystemSession(system, null));
        server.setCommandFactory((channel, command) -> new SystemSession(system, command));
        server.setSubsystemFactories(List.of());
        server.addSessionListener(new Crowd());
        CoreModuleProperties.AUTH_TIMEOUT.set(server, AUTHENTICATION);
        CoreModuleProperties.MAX_AUTH_REQUESTS.set(server, MOST_ATTEMPTS);
        CoreModuleProperties.IDLE_TIMEOUT.set(server, Duration.ZERO);
        CoreModuleProperties.SOCKET_KEEPALIVE.set(server, true);
        return server;
    }
}
