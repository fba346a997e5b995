package atoll.userland;

import atoll.contract.process.ProcessList;
import atoll.contract.process.ProcessView;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystems;
import java.util.List;

/** Lists what is mounted. */
public final class Mount extends Tool {
    static final String OPTIONS = "l";

    private Mount() {
        super("mount");
    }

    public static void main(String[] args) {
        new Mount().start(args);
    }

    @Override
    void run(String[] args) throws IOException {
        Options options = new Options(this, OPTIONS, args);
        if (options.operands.isEmpty()) {
            for (FileStore store : FileSystems.getDefault().getFileStores()) {
                String at = Df.mountPoint(store);
                out.line(store.name() + " on " + at + " type " + store.type()
                        + (store.isReadOnly() ? " (ro)" : " (rw)"));
            }
            return;
        }
        if (options.operands.size() > 1) {
            throw Usage.of("what a process has mounted is given when it is made: see man mount");
        }
        ProcessList list = Processes.list();
        for (ProcessView view : Processes.of(this, list, List.of(options.operands.getFirst()))) {
            for (String grant : list.grants(view.pid())) {
                String[] row = Ns.row(grant);
                if (row.length > 0 && row[0].equals("mount")) {
                    boolean host = row[2].startsWith("host");
                    String mode = row[2].endsWith("read only") ? " (ro)" : host ? " (rw)" : "";
                    out.line((host ? "host" : row[2]) + " on " + row[1] + " type " + (host ? "host" : "served") + mode);
                }
            }
        }
    }
}
