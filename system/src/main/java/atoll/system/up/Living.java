package atoll.system.up;

import atoll.contract.process.ProcessList;
import atoll.contract.process.ProcessSignal;
import atoll.contract.process.ProcessView;
import atoll.kernel.Process;
import atoll.system.Atoll;
import atoll.system.BadInput;
import atoll.system.definition.Nearest;
import atoll.system.service.ProcService;
import atoll.system.service.ProcessPower;
import atoll.system.service.Services;
import atoll.system.trace.CallCounts;
import atoll.system.trace.CallTrace;
import atoll.system.trace.Watches;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/** The processes that live in a system, by name and by number: how they are, what they may, whom they call. */
final class Living {
    /** The state of who was told to stop, and not to go on. */
    static final String STOPPED = "stopped";

    private final Atoll atoll;
    private final Services services;
    private final ProcessList table;
    private final ProcessPower power;
    private final IntPredicate sessions;
    private final Watches watches = new Watches();
    private final CallCounts calls;

    /** With what tells whether a process is one of a session's: their names are not ours to choose. */
    Living(Atoll atoll, Services services, IntPredicate sessions) {
        this.atoll = atoll;
        this.services = services;
        this.sessions = sessions;
        table = new ProcService(atoll, services).processes().gate();
        power = new ProcessPower(atoll);
        calls = new CallCounts(watches, atoll.processes(), process -> shownName(process.name(), process.id()));
    }

    /** The processes that there are, by number: also those of servers, and those that wait to be started. */
    ProcessList table() {
        return table;
    }

    /** Whether a process of that name and number is one that was made in advance. */
    boolean isSpare(String name, int pid) {
        if (sessions.test(pid)) {
            return false;
        }
        if (name.equals(RunningSystem.SUPERVISOR)) {
            Process now = services.supervisor();
            return now != null && now.id() != pid;
        }
        if (!services.names().contains(name)) {
            return false;
        }
        Process now = services.process(name);
        return now != null && now.id() != pid;
    }

    /** What it is called among all that there are: several programs of sessions may have one name. */
    String shownName(String name, int pid) {
        return isDefined(name) && !sessions.test(pid) ? name : name + " " + pid;
    }

    /** What a process that is not the one of the definition is there for. */
    String kind(String name, int pid) {
        if (sessions.test(pid) || !isDefined(name)) {
            return "session";
        }
        return name.equals(RunningSystem.SUPERVISOR) ? RunningSystem.SUPERVISOR : "server";
    }

    /** Whether it was told to stop, and not to go on. */
    boolean isStopped(int pid) {
        Process process = atoll.processes().get(pid);
        return process != null && process.isPaused();
    }

    /** As the kernel has it, or that it is {@link #STOPPED}. */
    String state(ProcessView view) {
        return isStopped(view.pid()) ? STOPPED : view.state().toLowerCase(Locale.ROOT);
    }

    /** A line for each thing that the living process of that name was given. */
    String[] rights(String name) throws BadInput {
        return table.grants(number(name));
    }

    /** Who calls whom how often, for who begins to count. */
    CallCounts calls() {
        return calls;
    }

    /** Whether it is the name of a process that is kept running. */
    boolean isDefined(String name) {
        return name.equals(RunningSystem.SUPERVISOR) || services.names().contains(name);
    }

    /** The calls of the process of that name, from now on; to be closed. */
    CallTrace trace(String name) throws BadInput {
        List<String> names = services.names();
        if (!names.contains(name)) {
            throw new BadInput("no process is named " + name + Nearest.hint(name, names));
        }
        return new CallTrace(watches, () -> services.names().contains(name) ? services.process(name) : null);
    }

    private int number(String nameOrNumber) throws BadInput {
        List<String> names = services.names();
        if (nameOrNumber.equals(RunningSystem.SUPERVISOR) || names.contains(nameOrNumber)) {
            Process process = nameOrNumber.equals(RunningSystem.SUPERVISOR)
                    ? services.supervisor()
                    : services.process(nameOrNumber);
            if (process == null) {
                throw new BadInput(nameOrNumber + " has no process now");
            }
            return process.id();
        }
        try {
            return Integer.parseInt(nameOrNumber);
        } catch (NumberFormatException e) {
            List<String> all = new ArrayList<>(names);
            all.add(RunningSystem.SUPERVISOR);
            throw new BadInput("no process is named " + nameOrNumber + Nearest.hint(nameOrNumber, all));
        }
    }

    /** Does that to the process of that name, or of that number; returns its number. {@link BadInput} when there is none. */
    int signal(String nameOrNumber, ProcessSignal signal) throws BadInput {
        int pid = number(nameOrNumber);
        if (!power.signal(pid, signal)) {
            throw new BadInput("no process has the number " + pid);
        }
        return pid;
    }
}
