package atoll.userland;

import atoll.contract.process.ProcessList;
import atoll.contract.process.ProcessView;
import java.io.IOException;
import java.util.List;

/** The name space of a process: its mounts, and what it finds and serves by names. */
public final class Ns extends Tool {
    static final String OPTIONS = "";

    private Ns() {
        super("ns");
    }

    public static void main(String[] args) {
        new Ns().start(args);
    }

    @Override
    void run(String[] args) throws IOException {
        Options options = new Options(this, OPTIONS, args);
        ProcessList list = Processes.list();
        List<String> operands =
                options.operands.isEmpty() ? List.of(Integer.toString(Processes.own())) : options.operands;
        Table table = new Table(">PID", "NAME", "KIND", "WHERE", "WHAT");
        for (ProcessView view : Processes.of(this, list, operands)) {
            for (String grant : list.grants(view.pid())) {
                String[] row = row(grant);
                if (row.length > 0) {
                    table.add(Integer.toString(view.pid()), Processes.name(view), row[0], row[1], row[2]);
                }
            }
        }
        table.print(out);
    }

    /** Kind, place and what is there; nothing for a grant that is no name. */
    static String[] row(String grant) {
        int blank = grant.indexOf(' ');
        String kind = blank < 0 ? grant : grant.substring(0, blank);
        String rest = blank < 0 ? "" : grant.substring(blank + 1);
        int colon = rest.indexOf(": ");
        String name = colon < 0 ? rest : rest.substring(0, colon);
        String what = colon < 0 ? "-" : rest.substring(colon + 2);
        if (kind.equals("use") && name.startsWith("mount ")) {
            return new String[] {"mount", name.substring("mount ".length()), what};
        }
        return switch (kind) {
            case "read" -> new String[] {"mount", rest, "host, read only"};
            case "write" -> new String[] {"mount", rest, "host"};
            case "use", "serve", "send", "receive", "signal", "await" -> new String[] {kind, name, what};
            default -> new String[0];
        };
    }
}
