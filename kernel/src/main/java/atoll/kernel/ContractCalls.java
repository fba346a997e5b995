package atoll.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which methods of one class call which, and so how long each can run: without loops and recursion, a method runs at most its
 * own instructions and those of all calls that it contains, counted as often as they are written.
 */
final class ContractCalls {
    /** Most instructions of a method with all that it calls. */
    static final int STEPS = 10_000;
    /** Most times that a string made by a method with all that it calls can be longer than the longest that it was given or holds. */
    static final int GROWTH = 1_000;
    /** Most methods of a class: the walk below is recursive. */
    private static final int METHODS = 500;

    /** One method: its instructions, how often its strings grow, its calls, each as often as it is written. */
    private record Node(int steps, int growth, List<String> calls) {}

    /** Steps and growth of a method with all that it calls. */
    private record Cost(int steps, int growth) {}

    private final String type;
    private final String above;
    private final Map<String, Node> methods = new HashMap<>();
    private final Map<String, Cost> costs = new HashMap<>();
    private final List<String> path = new ArrayList<>();

    ContractCalls(String type, String above) {
        this.type = type;
        this.above = above;
    }

    void add(String member, int steps, int growth, List<String> calls) {
        methods.put(member, new Node(steps, growth, List.copyOf(calls)));
        if (methods.size() > METHODS) {
            throw new ContractViolation(type, "", "has more than " + METHODS + " methods");
        }
    }

    /** Throws {@link ContractViolation} if a method calls itself on any way, or could run for too long. */
    void check() {
        methods.keySet().forEach(this::cost);
    }

    private Cost cost(String member) {
        Cost known = costs.get(member);
        if (known != null) {
            return known;
        }
        Node node = methods.get(member);
        if (node == null) {
            return inherited(member);
        }
        if (path.contains(member)) {
            throw new ContractViolation(type, member, "calls itself: recursion may not end");
        }
        path.add(member);
        long steps = node.steps;
        long growth = node.growth;
        for (String call : node.calls) {
            Cost cost = cost(call);
            // At most the bounds are kept, so neither can overflow.
            steps = steps + cost.steps;
            growth = growth * cost.growth;
            check(member, steps, growth);
        }
        check(member, steps, growth);
        path.removeLast();
        Cost cost = new Cost((int) steps, (int) growth);
        costs.put(member, cost);
        return cost;
    }

    private Cost inherited(String member) {
        int paren = member.indexOf('(');
        if (!HarmlessMembers.standard().allows(above, member.substring(0, paren), member.substring(paren))) {
            throw new ContractViolation(type, path.getLast(), "calls " + member + ", which is not allowed");
        }
        return new Cost(1, 1);
    }

    private void check(String member, long steps, long growth) {
        if (steps > STEPS) {
            throw new ContractViolation(type, member, "can run more than " + STEPS + " instructions");
        }
        if (growth > GROWTH) {
            throw new ContractViolation(type, member, "can make strings " + GROWTH + " times as long as it was given");
        }
    }
}
