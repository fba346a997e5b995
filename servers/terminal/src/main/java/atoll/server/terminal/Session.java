package atoll.server.terminal;

import atoll.contract.terminal.KeptAnswer;
import atoll.contract.terminal.KeptSession;
import atoll.contract.terminal.ModeHolders;
import atoll.contract.terminal.Modes;
import atoll.contract.terminal.SessionStore;
import atoll.contract.terminal.Size;
import atoll.contract.terminal.Terminal;
import atoll.contract.terminal.TerminalFault;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One session. What outlives this process is one immutable {@link KeptSession}: a call makes the next one, saves it, and sets it by one
 * store. So a call may be cut short anywhere by the end of its caller's stack, and has happened or not. What others must hear
 * for each key (interrupts) is told before that is saved, and may be told twice; what is only a hint to look is told after, and
 * told again when a server begins.
 */
final class Session {
    private static final long TENTH_MILLIS = 100;

    private final SessionStore kept;
    private final ModeHolders holders;
    private final Bells bells;

    // Guarded by this.
    private KeptSession state;
    private Screen screen = new Screen();
    private Keys keys;
    private int column;
    private int start;

    Session(SessionStore kept, ModeHolders holders, Bells bells) {
        this.kept = kept;
        this.holders = holders;
        this.bells = bells;
        KeptSession saved = kept.load();
        state = saved == null ? KeptSessions.closed() : saved;
        keys = new Keys(state.modes());
    }

    /** Before anybody calls: what the server before may have been about to tell. */
    void begin() {
        bells.all();
    }

    /** Well is who gives the lock back. */
    synchronized void beat() {}

    private void set(KeptSession next) {
        kept.save(next);
        state = next;
    }

    private Typing typing(Modes modes) {
        if (!keys.modes.equals(modes)) {
            keys = new Keys(modes);
        }
        return new Typing(state, keys, new Printer(modes, column, start));
    }

    private void shown(Printer printer) {
        if (printer.length() > 0) {
            screen.add(printer.printed());
            bells.output.signal(1);
        }
        column = printer.column;
        start = printer.start;
    }

    // -- programs

    /** Whether the session has ended for the process. */
    private boolean isOver(long badge) {
        return state.hungUp() || badge != 0 && badge < state.fence();
    }

    private void check(long badge) throws IOException {
        if (isOver(badge)) {
            throw TerminalFault.HUNG_UP.because("the session has ended for this process");
        }
    }

    synchronized byte @Nullable [] read(long badge, long reader, long number, int most, long waited)
            throws IOException {
        if (isOver(badge)) {
            // The next who waits is to see it too.
            bells.input.signal(1);
            return new byte[0];
        }
        KeptAnswer last = Answers.find(state.answers(), badge, reader);
        if (last != null && last.number() == number) {
            bells.keys.signal(1);
            bells.input.signal(1);
            return Bytes.bytes(last.bytes());
        }
        if (most < 1 || last != null && last.number() > number) {
            throw TerminalFault.INVALID.because("read number " + number + " of " + most + " bytes");
        }
        int limit = Math.min(most, Terminal.MOST);
        if (!isReadable(limit, waited)) {
            return null;
        }
        Typing typing = typing(state.modes());
        byte[] taken = typing.take(limit);
        if (taken.length > 0 || state.modes().does(Modes.ICANON)) {
            KeptAnswer answer = new KeptAnswer(badge, reader, number, Bytes.text(taken, 0, taken.length), null);
            set(KeptSessions.typed(state, typing, state.taken(), Answers.with(state.answers(), answer)));
            bells.keys.signal(1);
            if (!state.input().isEmpty()) {
                bells.input.signal(1);
            }
        }
        return taken;
    }

    private boolean isReadable(int most, long waited) {
        Modes modes = state.modes();
        if (modes.does(Modes.ICANON)) {
            return state.edited() > 0;
        }
        int there = state.input().length();
        int wanted = Math.min(modes.control(Modes.MIN), most);
        boolean late = modes.control(Modes.TIME) > 0 && waited >= modes.control(Modes.TIME) * TENTH_MILLIS;
        if (wanted == 0) {
            return there > 0 || modes.control(Modes.TIME) == 0 || late;
        }
        return there >= wanted || there > 0 && late;
    }

    synchronized int available(long badge) {
        return isOver(badge) ? 0 : typing(state.modes()).available();
    }

    synchronized void discard(long badge) throws IOException {
        check(badge);
        Typing typing = typing(state.modes());
        typing.forget();
        set(KeptSessions.typed(state, typing, state.taken(), state.answers()));
        bells.keys.signal(1);
    }

    synchronized int write(long badge, byte[] bytes) throws IOException {
        if (isOver(badge)) {
            bells.room.signal(1);
        }
        check(badge);
        if (bytes == null || bytes.length > Terminal.MOST) {
            throw TerminalFault.INVALID.because("a write of "
                    + (bytes == null ? "nothing" : bytes.length + " bytes; " + Terminal.MOST + " at most"));
        }
        if (state.opening() == 0) {
            return 0;
        }
        Printer printer = new Printer(state.modes(), column, start);
        int most = screen.room() - Printer.MOST_OF_ONE;
        int count = 0;
        while (count < bytes.length && printer.length() <= most) {
            printer.print(bytes[count] & 0xff);
            count++;
        }
        shown(printer);
        return count;
    }

    synchronized boolean isDrained(long badge) throws IOException {
        check(badge);
        return screen.isEmpty();
    }

    synchronized Modes modes(long badge) throws IOException {
        check(badge);
        return state.modes();
    }

    synchronized Size size(long badge) throws IOException {
        check(badge);
        return state.size();
    }

    void setModes(long badge, Modes modes) throws IOException {
        boolean held = badge != 0;
        if (held) {
            // On the thread of the process, which is not dead before this returns.
            holders.hold(badge);
        }
        synchronized (this) {
            check(badge);
            present(modes);
            set(KeptSessions.modes(state, changed(modes), modes, held ? state.base() : modes, badge));
            bells.input.signal(1);
        }
        if (held && !holders.holds(badge)) {
            sweep();
        }
    }

    synchronized void settle(long badge, Modes modes) throws IOException {
        check(badge);
        present(modes);
        set(KeptSessions.modes(state, changed(modes), modes, modes, 0));
        bells.input.signal(1);
    }

    private static void present(Modes modes) throws IOException {
        if (modes == null) {
            throw TerminalFault.INVALID.because("no modes");
        }
    }

    private Typing changed(Modes modes) {
        Typing typing = typing(modes);
        typing.changed(state.modes());
        return typing;
    }

    // -- the driver

    void open(long badge, long opening, Size size) throws IOException {
        if (opening == 0 || size == null) {
            throw TerminalFault.INVALID.because("an opening needs a number other than 0, and a size");
        }
        if (badge != 0) {
            holders.hold(badge);
        }
        synchronized (this) {
            if (state.opening() == opening) {
                mine(opening);
                return;
            }
            long fence = state.opening() == 0 ? 0 : holders.next();
            Screen empty = new Screen();
            if (state.opening() != 0 && !state.hungUp()) {
                bells.hungUp.signal(1);
            }
            set(KeptSessions.opened(opening, badge, fence, size));
            screen = empty;
            column = 0;
            start = 0;
            bells.all();
        }
        if (badge != 0 && !holders.holds(badge)) {
            sweep();
        }
    }

    private void mine(long opening) throws IOException {
        if (opening == 0 || state.opening() != opening || state.hungUp()) {
            throw TerminalFault.GONE.because("the session is "
                    + (state.opening() == opening && opening != 0 ? "hung up" : "not opened by this driver"));
        }
    }

    synchronized long type(long opening, long at, byte[] typed) throws IOException {
        mine(opening);
        if (typed == null || typed.length > Terminal.MOST || at < 0 || at > state.taken()) {
            throw TerminalFault.INVALID.because(
                    "keys at " + at + "; those from " + state.taken() + " on, " + Terminal.MOST + " at most, are next");
        }
        long known = state.taken() - at;
        if (known >= typed.length) {
            // It may have been cut short before it told anybody.
            bells.output.signal(1);
            bells.input.signal(1);
            return state.taken();
        }
        Typing typing = typing(state.modes());
        int count = typing.type(typed, (int) known);
        if (count == 0) {
            return state.taken();
        }
        Bells.ring(bells.interrupt, typing.interrupts);
        Bells.ring(bells.quit, typing.quits);
        Bells.ring(bells.suspend, typing.suspends);
        set(KeptSessions.typed(state, typing, state.taken() + count, state.answers()));
        if (typing.dropsScreen) {
            screen.drop();
            bells.room.signal(1);
        }
        shown(typing.echo);
        bells.output.signal(1);
        bells.input.signal(1);
        return state.taken();
    }

    synchronized byte[] screen(long opening, long from, int most) throws IOException {
        mine(opening);
        if (most < 1) {
            throw TerminalFault.INVALID.because("a screen of " + most + " bytes");
        }
        long before = screen.shown();
        if (!screen.show(from)) {
            throw TerminalFault.LOST.because("from " + before + " on it is kept, not from " + from);
        }
        if (from != before) {
            bells.room.signal(1);
        }
        return state.stopped() ? new byte[0] : screen.next(Math.min(most, Terminal.MOST));
    }

    synchronized long shown(long opening) throws IOException {
        mine(opening);
        return screen.shown();
    }

    synchronized void resize(long opening, Size size) throws IOException {
        mine(opening);
        if (size == null) {
            throw TerminalFault.INVALID.because("no size");
        }
        if (!size.equals(state.size())) {
            bells.resized.signal(1);
            set(KeptSessions.sized(state, typing(state.modes()), size));
        }
    }

    synchronized void hangUp(long opening) throws IOException {
        if (state.opening() == opening && state.hungUp()) {
            return;
        }
        mine(opening);
        end();
    }

    private void end() {
        bells.hungUp.signal(1);
        set(KeptSessions.ended(state));
        screen = new Screen();
        bells.all();
    }

    // -- the dead

    /** Processes have ended: what they had of the session is as before. */
    synchronized void sweep() {
        if (!state.hungUp() && state.driver() != 0 && !holders.holds(state.driver())) {
            end();
            return;
        }
        if (state.holder() != 0 && !holders.holds(state.holder())) {
            Modes base = state.base();
            set(KeptSessions.modes(state, changed(base), base, base, 0));
        }
        // Who was woken and died has not looked.
        bells.all();
    }
}
