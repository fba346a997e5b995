package atoll.server.terminal;

import atoll.contract.terminal.KeptAnswer;
import atoll.contract.terminal.KeptSession;
import atoll.contract.terminal.Modes;
import atoll.contract.terminal.Size;
import org.jspecify.annotations.Nullable;

/** The states of a session, each made of the one before. */
final class KeptSessions {
    private KeptSessions() {}

    /** Nobody has driven it yet. */
    static KeptSession closed() {
        return opened(0, 0, 0, Sane.SIZE);
    }

    static KeptSession opened(long opening, long driver, long fence, Size size) {
        return fresh(opening, driver, fence, false, 0, size);
    }

    static KeptSession ended(KeptSession s) {
        return fresh(s.opening(), 0, s.fence(), true, s.taken(), s.size());
    }

    private static KeptSession fresh(long opening, long driver, long fence, boolean hungUp, long taken, Size size) {
        Modes modes = Sane.MODES;
        return new KeptSession(
                opening, driver, fence, hungUp, taken, size, modes, modes, 0, "", "", 0, false, false, false, null);
    }

    static KeptSession typed(KeptSession s, Typing typing, long taken, @Nullable KeptAnswer answers) {
        return with(s, typing, taken, s.modes(), s.base(), s.holder(), s.size(), answers);
    }

    static KeptSession modes(KeptSession s, Typing typing, Modes modes, Modes base, long holder) {
        return with(s, typing, s.taken(), modes, base, modes.equals(base) ? 0 : holder, s.size(), s.answers());
    }

    private static KeptSession with(
            KeptSession s,
            Typing typing,
            long taken,
            Modes modes,
            Modes base,
            long holder,
            Size size,
            @Nullable KeptAnswer answers) {
        return new KeptSession(
                s.opening(),
                s.driver(),
                s.fence(),
                s.hungUp(),
                taken,
                size,
                modes,
                base,
                holder,
                typing.input(),
                typing.ends(),
                typing.edited,
                typing.literal,
                typing.erasing,
                typing.stopped,
                answers);
    }

    static KeptSession sized(KeptSession s, Typing typing, Size size) {
        return with(s, typing, s.taken(), s.modes(), s.base(), s.holder(), size, s.answers());
    }
}
