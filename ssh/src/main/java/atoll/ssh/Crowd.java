package atoll.ssh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionHeartbeatController.HeartbeatType;
import org.apache.sshd.common.session.SessionListener;

/** Bounds how many clients there are at a time, known or not yet. */
final class Crowd implements SessionListener {
    private static final int MOST = 48;
    private static final Duration ALIVE = Duration.ofSeconds(30);

    private final Set<Session> sessions = ConcurrentHashMap.newKeySet();

    @Override
    public void sessionCreated(Session session) {
        sessions.add(session);
        // A client whose network is gone is noticed when TCP gives up on what is sent.
        session.setSessionHeartbeat(HeartbeatType.IGNORE, ALIVE);
        if (sessions.size() > MOST) {
            try {
                session.disconnect(SshConstants.SSH2_DISCONNECT_TOO_MANY_CONNECTIONS, "too many connections");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void sessionClosed(Session session) {
        sessions.remove(session);
    }
}
