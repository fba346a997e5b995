package atoll.server.supervisor;

import atoll.contract.process.ChildSpec;
import atoll.contract.process.Dependency;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The order in which children are started: who is needed comes first, otherwise as they were described. */
final class StartOrder {
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final List<Member> order = new ArrayList<>();

    /** Those whose needs are being looked at, outermost first. */
    private final List<Member> path = new ArrayList<>();

    private StartOrder() {}

    /** Throws {@link NoOrder} when there is none. */
    static List<Member> of(ChildSpec[] specs, Dependency[] dependencies) throws NoOrder {
        StartOrder sorted = new StartOrder();
        for (ChildSpec spec : specs) {
            if (sorted.members.put(spec.name(), new Member(spec)) != null) {
                throw new NoOrder("two children are named " + spec.name());
            }
        }
        for (Dependency dependency : dependencies) {
            Member child = sorted.members.get(dependency.child());
            Member needed = sorted.members.get(dependency.needs());
            if (child == null || needed == null) {
                throw new NoOrder(dependency.child() + " is to start after " + dependency.needs()
                        + ", but no child is named " + (child == null ? dependency.child() : dependency.needs()));
            }
            child.needs.add(needed);
        }
        for (Member member : sorted.members.values()) {
            sorted.visit(member);
        }
        return sorted.order;
    }

    private void visit(Member member) throws NoOrder {
        if (order.contains(member)) {
            return;
        }
        int start = path.indexOf(member);
        if (start >= 0) {
            StringBuilder cycle = new StringBuilder("cyclic start order: ");
            for (Member on : path.subList(start, path.size())) {
                cycle.append(on.name()).append(" needs ");
            }
            throw new NoOrder(cycle.append(member.name()).toString());
        }
        path.add(member);
        for (Member needed : member.needs) {
            visit(needed);
        }
        path.removeLast();
        order.add(member);
    }

    /** One line that says why. */
    static final class NoOrder extends Exception {
        private static final long serialVersionUID = 1L;

        NoOrder(String line) {
            super(line);
        }

        String line() {
            return String.valueOf(getMessage());
        }
    }
}
