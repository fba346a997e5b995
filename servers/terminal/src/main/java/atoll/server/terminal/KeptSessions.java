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
        Modes modes = Sane.MODES;
        return new KeptSession(
                opening, driver, fence, false, 0, size, modes, modes, 0, "", "", 0, false, false, false, null);
    }

    static KeptSession ended(KeptSession s) {
        Modes modes = Sane.MODES;
        return new KeptSession(
                s.opening(),
                0,
                s.fence(),
                true,
                s.taken(),
                s.size(),
                modes,
                modes,
                0,
                "",
                "",
                0,
                false,
                false,
                false,
                null);
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

    /** With nothing to read. */
    static KeptSession empty(KeptSession s) {
        return new KeptSession(
                s.opening(),
                s.driver(),
                s.fence(),
                s.hungUp(),
                s.taken(),
                s.size(),
                s.modes(),
                s.base(),
                s.holder(),
                "",
                "",
                0,
                false,
                false,
                s.stopped(),
                s.answers());
    }

    static KeptSession sized(KeptSession s, Size size) {
        return new KeptSession(
                s.opening(),
                s.driver(),
                s.fence(),
                s.hungUp(),
                s.taken(),
                size,
                s.modes(),
                s.base(),
                s.holder(),
                s.input(),
                s.ends(),
                s.edited(),
                s.literal(),
                s.erasing(),
                s.stopped(),
                s.answers());
    }
}
