package atoll.userland;

import atoll.contract.process.ProcessList;
import atoll.contract.process.ProcessView;
import java.io.IOException;
import java.util.List;

/** The processes. */
public final class Ps extends Tool {
    static final String OPTIONS = "a A e f l x";

    private Ps() {
        super("ps");
    }

    public static void main(String[] args) {
        new Ps().start(args);
    }

    @Override
    void run(String[] args) throws IOException {
        String[] given = args.clone();
        if (given.length > 0 && (given[0].equals("aux") || given[0].equals("ax"))) {
            given[0] = given[0].equals("aux") ? "-l" : "-a";
        }
        Options options = new Options(this, OPTIONS, given);
        boolean longer = options.has("l") || options.has("f");
        ProcessList list = Processes.list();
        List<ProcessView> views =
                options.operands.isEmpty() ? Processes.all(list) : Processes.of(this, list, options.operands);
        Table table = table(longer);
        for (ProcessView view : views) {
            table.add(row(view, longer));
        }
        table.print(out);
    }

    private static Table table(boolean longer) {
        return longer
                ? new Table(">PID", "STATE", ">THR", ">CPU", ">ALLOC", ">REGIONS", ">COPIED", ">RESTARTS", "NAME")
                : new Table(">PID", "STATE", ">THR", ">CPU", ">ALLOC", ">REGIONS", ">RESTARTS", "NAME");
    }

    private static String[] row(ProcessView view, boolean longer) {
        String pid = Integer.toString(view.pid());
        String threads = Integer.toString(view.threads());
        String cpu = Processes.time(view.cpuNanos());
        String allocated = Count.human(view.allocated());
        String regions = Count.human(view.regions());
        String restarts = Processes.restarts(view);
        String name = Processes.name(view);
        return longer
                ? new String[] {
                    pid, view.state(), threads, cpu, allocated, regions, Count.human(view.copied()), restarts, name
                }
                : new String[] {pid, view.state(), threads, cpu, allocated, regions, restarts, name};
    }
}
