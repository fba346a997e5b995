package atoll.kernel;

import java.atoll.Callee;
import java.atoll.Gate;
import java.atoll.Visit;
import org.jspecify.annotations.Nullable;

/** A call that carries a badge, on the caller's thread: what a gate does in generated code ({@link GateClass}), and the badge. */
final class BadgedCall {
    private BadgedCall() {}

    /** {@code arguments} may cross; what is returned is still to be admitted, by the gate. */
    static @Nullable Object call(
            Capability<?> link, Gate gate, Callee found, int method, Object[] arguments, Visit visit) throws Throwable {
        Callee callee = found;
        int tries = 0;
        while (true) {
            long given = link.badge();
            @Nullable Object[] crossing = link.mayRepeat(method, tries + 1) ? Messages.copies(arguments) : arguments;
            int at = visit.at;
            long badge = visit.badge;
            int badgedAt = visit.badgedAt;
            Object result;
            try {
                visit.enter(callee.here);
                visit.badge = given;
                visit.badgedAt = visit.at;
                callee.begin();
                result = gate.call(method, callee.object, crossing);
                callee.poll();
                // No call from here to the end of the call: see Visit.
                visit.badge = badge;
                visit.badgedAt = badgedAt;
                visit.at = at;
            } catch (Throwable e) {
                visit.badge = badge;
                visit.badgedAt = badgedAt;
                visit.at = at;
                tries++;
                Throwable failure = link.failed(callee, method, e, tries);
                if (failure != null) {
                    throw failure;
                }
                Callee next = link.callee;
                callee = next == null ? link.missing(method) : next;
                continue;
            }
            if (visit.attention) {
                visit.attend();
            }
            return result;
        }
    }
}
