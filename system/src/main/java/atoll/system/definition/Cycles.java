package atoll.system.definition;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds processes that need each other, so that none could be the first. Without recursion: the chain may be long. */
final class Cycles {
    /** A step of the way: who needs, and which of its needs is looked at next. */
    private record Step(String name, List<Values.Value> needs, int[] next) {}

    /** Names of a cycle that a message has room for. */
    private static final int SHOWN = 20;

    private final Map<String, Values> processes;
    private final Problems problems;
    private final Set<String> done = new HashSet<>();

    Cycles(Map<String, Values> processes, Problems problems) {
        this.processes = processes;
        this.problems = problems;
    }

    void check() {
        for (String name : processes.keySet()) {
            follow(name);
        }
    }

    private void follow(String first) {
        List<Step> way = new ArrayList<>();
        Set<String> on = new LinkedHashSet<>();
        enter(first, way, on);
        while (!way.isEmpty()) {
            Step step = way.getLast();
            if (step.next[0] == step.needs.size()) {
                way.removeLast();
                on.remove(step.name);
                done.add(step.name);
                continue;
            }
            Values.Value need = step.needs.get(step.next[0]++);
            String name = (String) need.content();
            if (on.contains(name) && !name.equals(step.name)) {
                tell(need, name, way);
            } else if (processes.containsKey(name)) {
                enter(name, way, on);
            }
        }
    }

    private void enter(String name, List<Step> way, Set<String> on) {
        Values process = processes.get(name);
        if (process != null && !done.contains(name) && on.add(name)) {
            way.add(new Step(name, process.items("needs"), new int[1]));
        }
    }

    private void tell(Values.Value need, String name, List<Step> way) {
        List<String> cycle = new ArrayList<>();
        for (Step step : way) {
            if (!cycle.isEmpty() || step.name.equals(name)) {
                cycle.add(step.name);
            }
        }
        String last = cycle.getLast();
        if (cycle.size() > SHOWN) {
            cycle.subList(SHOWN / 2, cycle.size() - SHOWN / 2).clear();
            cycle.add(SHOWN / 2, "...");
        }
        cycle.add(name);
        problems.add(need.at(), Shown.key("process", last) + ".needs: a cycle: " + String.join(" needs ", cycle));
    }
}
