package atoll.server.terminal;

import atoll.contract.Names;
import atoll.contract.Signal;

/** Whom a session tells what. Signals are counted by the system, so nobody waits here. */
final class Bells {
    /** Readers: there is something to read, or the end. */
    final Signal input;
    /** Writers: there is room, or nobody to write to. */
    final Signal room;
    /** The driver: there is something to show. */
    final Signal output;
    /** The driver: more keys can be typed. */
    final Signal keys;

    // Who holds the session's control.
    final Signal interrupt;
    final Signal quit;
    final Signal suspend;
    final Signal resized;
    final Signal hungUp;

    Bells(String session) {
        input = of(session, "input");
        room = of(session, "room");
        output = of(session, "output");
        keys = of(session, "keys");
        interrupt = of(session, "interrupt");
        quit = of(session, "quit");
        suspend = of(session, "suspend");
        resized = of(session, "resized");
        hungUp = of(session, "hung up");
    }

    private static Signal of(String session, String what) {
        return Names.signal(what + " of " + session);
    }

    static void ring(Signal signal, int times) {
        if (times > 0) {
            signal.signal(times);
        }
    }

    /** Who waits looks again. */
    void all() {
        input.signal(1);
        room.signal(1);
        output.signal(1);
        keys.signal(1);
    }
}
