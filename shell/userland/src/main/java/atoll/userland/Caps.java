package atoll.userland;

import atoll.contract.process.ProcessList;
import atoll.contract.process.ProcessView;
import java.io.IOException;
import java.util.List;

/** What processes hold. */
public final class Caps extends Tool {
    static final String OPTIONS = "";

    private Caps() {
        super("caps");
    }

    public static void main(String[] args) {
        new Caps().start(args);
    }

    @Override
    void run(String[] args) throws IOException {
        Options options = new Options(this, OPTIONS, args);
        ProcessList list = Processes.list();
        List<ProcessView> views =
                options.operands.isEmpty() ? Processes.all(list) : Processes.of(this, list, options.operands);
        Table table = new Table(">PID", "NAME", "GRANT", "WHAT");
        for (ProcessView view : views) {
            for (String grant : list.grants(view.pid())) {
                int blank = grant.indexOf(' ');
                String kind = blank < 0 ? grant : grant.substring(0, blank);
                table.add(
                        Integer.toString(view.pid()),
                        Processes.name(view),
                        kind,
                        blank < 0 ? "" : grant.substring(blank + 1));
            }
        }
        table.print(out);
    }
}
