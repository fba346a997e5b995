package atoll.userland;

import atoll.contract.Names;
import atoll.contract.Refused;
import atoll.contract.process.ProcessList;
import atoll.contract.process.ProcessView;
import java.util.ArrayList;
import java.util.List;

/** The process table, as programs of the user see it. */
final class Processes {
    private static final int NANOS_PER_CENTI = 10_000_000;

    private Processes() {}

    /** Says which grant is missing when there is none. */
    static ProcessList list() {
        try {
            return Names.find("processes", ProcessList.class);
        } catch (Refused e) {
            throw Usage.complete("this process was given no process table: it needs the endpoint 'processes'");
        }
    }

    static int own() {
        return (int) ProcessHandle.current().pid();
    }

    /** Those of an operand: a number, or a name that some have. */
    static List<ProcessView> find(ProcessList list, String operand) {
        List<ProcessView> found = new ArrayList<>();
        for (int pid : list.living()) {
            ProcessView view = list.look(pid);
            if (view != null && (operand.equals(Integer.toString(pid)) || operand.equals(view.name()))) {
                found.add(view);
            }
        }
        return found;
    }

    static List<ProcessView> all(ProcessList list) {
        List<ProcessView> all = new ArrayList<>();
        for (int pid : list.living()) {
            ProcessView view = list.look(pid);
            if (view != null) {
                all.add(view);
            }
        }
        return all;
    }

    /** The process of one operand, or this one. */
    static List<ProcessView> of(Tool tool, ProcessList list, List<String> operands) throws Output.Broken {
        List<ProcessView> found = new ArrayList<>();
        for (String operand : operands) {
            List<ProcessView> some = find(list, operand);
            if (some.isEmpty()) {
                tool.fail(operand + ": no such process");
            }
            found.addAll(some);
        }
        return found;
    }

    /** {@code 1:02.50}: minutes, seconds, hundredths. */
    static String time(long nanos) {
        long centis = nanos / NANOS_PER_CENTI;
        long seconds = centis / 100;
        return seconds / 60 + ":" + two(seconds % 60) + "." + two(centis % 100);
    }

    private static String two(long number) {
        return number < 10 ? "0" + number : Long.toString(number);
    }

    static String restarts(ProcessView view) {
        return view.starts() == 0 ? "-" : Integer.toString(view.starts() - 1);
    }

    /** Names are what their starters chose: to a terminal, control characters would be commands. */
    static String name(ProcessView view) {
        StringBuilder name = new StringBuilder();
        for (char c : view.name().toCharArray()) {
            name.append(Character.isISOControl(c) ? '?' : c);
        }
        return name.toString();
    }
}
