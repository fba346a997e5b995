package atoll.ssh;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.server.config.keys.AuthorizedKeysAuthenticator;
import org.apache.sshd.server.session.ServerSession;

/** Whose keys stand in a file. A line with options, such as {@code command=}, lets nobody in: what it forbids could not be forbidden. */
final class AuthorizedKeys extends AuthorizedKeysAuthenticator {
    AuthorizedKeys(Path file) {
        super(file);
    }

    @Override
    protected Collection<AuthorizedKeyEntry> reloadAuthorizedKeys(Path file, String user, ServerSession session)
            throws IOException, GeneralSecurityException {
        List<AuthorizedKeyEntry> plain = new ArrayList<>();
        for (AuthorizedKeyEntry entry : super.reloadAuthorizedKeys(file, user, session)) {
            if (entry.getLoginOptions().isEmpty()) {
                plain.add(entry);
            } else {
                System.err.println("ssh: " + file + ": a line with options lets nobody in: "
                        + entry.getLoginOptions().keySet());
            }
        }
        return plain;
    }
}
