package atoll.server.terminal;

import atoll.contract.terminal.KeptAnswer;
import org.jspecify.annotations.Nullable;

/** What the readers who read last were given: who asks again, for a server died, gets the same. */
final class Answers {
    private static final int MOST = 8;

    private Answers() {}

    static @Nullable KeptAnswer find(@Nullable KeptAnswer all, long badge, long reader) {
        for (KeptAnswer answer = all; answer != null; answer = answer.others()) {
            if (answer.badge() == badge && answer.reader() == reader) {
                return answer;
            }
        }
        return null;
    }

    /** With that in the place of what the same reader had. */
    static KeptAnswer with(@Nullable KeptAnswer all, KeptAnswer next) {
        return new KeptAnswer(next.badge(), next.reader(), next.number(), next.bytes(), others(all, next, 1));
    }

    private static @Nullable KeptAnswer others(@Nullable KeptAnswer all, KeptAnswer but, int count) {
        if (all == null || count == MOST) {
            return null;
        }
        if (all.badge() == but.badge() && all.reader() == but.reader()) {
            return others(all.others(), but, count);
        }
        return new KeptAnswer(
                all.badge(), all.reader(), all.number(), all.bytes(), others(all.others(), but, count + 1));
    }
}
