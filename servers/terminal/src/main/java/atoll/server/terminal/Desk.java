package atoll.server.terminal;

import atoll.contract.Names;
import atoll.contract.terminal.Modes;
import atoll.contract.terminal.Size;
import atoll.contract.terminal.Terminal;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The terminal of one session for its programs, which are told apart by the badges that the system gave them. */
final class Desk implements Terminal {
    private final Session session;

    Desk(Session session) {
        this.session = session;
    }

    @Override
    public byte @Nullable [] read(long reader, long number, int most, long waitedMillis) throws IOException {
        return session.read(Names.badge(), reader, number, most, waitedMillis);
    }

    @Override
    public int available() {
        return session.available(Names.badge());
    }

    @Override
    public void discard() throws IOException {
        session.discard(Names.badge());
    }

    @Override
    public int write(byte[] bytes) throws IOException {
        return session.write(Names.badge(), bytes);
    }

    @Override
    public boolean drained() throws IOException {
        return session.isDrained(Names.badge());
    }

    @Override
    public Modes modes() throws IOException {
        return session.modes(Names.badge());
    }

    @Override
    public void setModes(Modes modes) throws IOException {
        session.setModes(Names.badge(), modes);
    }

    @Override
    public void settle(Modes modes) throws IOException {
        session.settle(Names.badge(), modes);
    }

    @Override
    public Size size() throws IOException {
        return session.size(Names.badge());
    }
}
