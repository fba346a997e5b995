package atoll.kernel;

import atoll.contract.Late;
import java.atoll.Callee;
import java.atoll.Gate;
import java.atoll.Visit;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A call that regions cross with: what a gate does in generated code (see {@link GateClass}), and the regions' passage
 * around it. One gate method may try several servers; each try is a passage of its own.
 */
final class RegionCall {
    private RegionCall() {}

    static @Nullable Object call(Capability<?> link, Gate gate, int method, RegionMethod how, Object[] given)
            throws Throwable {
        int tries = 0;
        while (true) {
            Callee callee = link.callee;
            if (callee == null) {
                callee = link.missing(method);
            }
            if ((link.methods & 1L << method) == 0) {
                throw link.refused(method);
            }
            Visit visit = link.isHere() ? Visit.mine() : null;
            if (visit == null) {
                return away(link, gate, callee, method, how, given);
            }
            Passage passage = Passage.open(link, callee, method, how, given);
            if (passage == null) {
                link.after(callee, method, System.nanoTime() + link.deadlineNanos());
                continue;
            }
            Object result;
            int at = visit.at;
            long badge = visit.badge;
            int badgedAt = visit.badgedAt;
            try {
                visit.enter(callee.here);
                if (link.apart) {
                    visit.badge = link.badge();
                    visit.badgedAt = visit.at;
                }
                callee.begin();
                passage.beginHere();
                result = gate.call(method, callee.object, passage.arguments);
                callee.poll();
                // No call from here to the end of the call: see Visit and Passage.
                visit.badge = badge;
                visit.badgedAt = badgedAt;
                visit.at = at;
                passage.phase += Passage.END;
            } catch (Throwable e) {
                visit.badge = badge;
                visit.badgedAt = badgedAt;
                visit.at = at;
                passage.phase += Passage.END;
                passage.undo();
                passage.forget();
                tries++;
                Throwable failure = link.failed(callee, method, e, tries);
                if (failure == null) {
                    continue;
                }
                throw failure;
            }
            return finish(passage, visit, result);
        }
    }

    private static @Nullable Object finish(Passage passage, Visit visit, @Nullable Object result) {
        try {
            return passage.received(result);
        } catch (StackOverflowError | OutOfMemoryError e) {
            if (result instanceof OwnedRegion lost) {
                lost.orphan = true;
            }
            throw e;
        } finally {
            passage.forget();
            if (visit.attention) {
                visit.attend();
            }
        }
    }

    /** On a thread of the callee. */
    private static @Nullable Object away(
            Capability<?> link, Gate gate, Callee found, int method, RegionMethod how, Object[] given)
            throws Throwable {
        long deadline = System.nanoTime() + link.deadlineNanos();
        Callee callee = link.entered(found, method, deadline);
        Passage passage = openIn(link, callee, method, how, given);
        while (passage == null) {
            callee = link.entered(link.after(callee, method, deadline), method, deadline);
            passage = openIn(link, callee, method, how, given);
        }
        Process server = Capability.server(callee);
        @Nullable Handoff call = null;
        boolean received = false;
        try {
            call = link.begin(gate, callee, method, passage.arguments, passage);
            if (!call.await(link.deadlineNanos(), server) && !passage.leave()) {
                throw unanswered(link, passage, server, method);
            }
            passage.leave();
            Process ended = server != null && server.isKilled() ? server : null;
            // What a killed server says is no answer.
            received = ended == null;
            Throwable thrown = call.thrown();
            if (thrown == null && ended != null) {
                thrown = link.died(ended, method);
            }
            if (thrown != null) {
                Throwable failure = link.failed(callee, method, thrown, Capability.MOST_TRIES);
                throw failure == null ? thrown : failure;
            }
            return passage.received(call.result());
        } finally {
            if (passage.leave() && !received && call != null) {
                passage.discard(call.result());
            }
            passage.undo();
            passage.forget();
        }
    }

    /** The call stays noted in the callee only with a passage. */
    private static @Nullable Passage openIn(
            Capability<?> link, Callee callee, int method, RegionMethod how, Object[] given) {
        Process server = Capability.server(callee);
        Passage passage = null;
        try {
            passage = Passage.open(link, callee, method, how, given);
            return passage;
        } finally {
            if (passage == null && server != null) {
                server.serving().leaves();
            }
        }
    }

    private static Throwable unanswered(Capability<?> link, Passage passage, @Nullable Process server, int method) {
        if (server != null && server.isKilled()) {
            return link.died(server, method);
        }
        return new Late(passage + " did not " + (passage.isUndone() ? "begin, and took nothing," : "answer")
                + " within " + Duration.ofNanos(link.deadlineNanos()).toMillis() + " ms");
    }
}
