package atoll.server.terminal;

import atoll.contract.Names;
import atoll.contract.terminal.Size;
import atoll.contract.terminal.TerminalDriver;
import java.io.IOException;

/** One session for its driver. */
final class DriverDesk implements TerminalDriver {
    private final Session session;

    DriverDesk(Session session) {
        this.session = session;
    }

    @Override
    public void open(long opening, Size size) throws IOException {
        session.open(Names.badge(), opening, size);
    }

    @Override
    public long type(long opening, long at, byte[] keys) throws IOException {
        return session.type(opening, at, keys);
    }

    @Override
    public byte[] screen(long opening, long from, int most) throws IOException {
        return session.screen(opening, from, most);
    }

    @Override
    public long shown(long opening) throws IOException {
        return session.shown(opening);
    }

    @Override
    public void resize(long opening, Size size) throws IOException {
        session.resize(opening, size);
    }

    @Override
    public void hangUp(long opening) throws IOException {
        session.hangUp(opening);
    }
}
