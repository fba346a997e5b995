package atoll.userland;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Space of the file stores that this process sees. */
public final class Df extends Tool {
    static final String OPTIONS = "a,all h,human-readable k P,portability";

    private Df() {
        super("df");
    }

    public static void main(String[] args) {
        new Df().start(args);
    }

    @Override
    void run(String[] args) throws IOException {
        Options options = new Options(this, OPTIONS, args);
        boolean human = options.has("h");
        List<FileStore> stores = new ArrayList<>();
        if (options.operands.isEmpty()) {
            for (FileStore store : FileSystems.getDefault().getFileStores()) {
                if (options.has("a") || !mountPoint(store).startsWith("/dev/")) {
                    stores.add(store);
                }
            }
        }
        for (String operand : options.operands) {
            try {
                stores.add(Files.getFileStore(FileName.path(operand)));
            } catch (IOException e) {
                fail(Text.shown(operand), e);
            }
        }
        if (stores.isEmpty()) {
            if (status != 0) {
                return;
            }
            throw Usage.complete("no file systems processed");
        }
        Table table = new Table(
                "Filesystem",
                human ? ">Size" : options.has("P") ? ">1024-blocks" : ">1K-blocks",
                ">Used",
                human ? ">Avail" : ">Available",
                options.has("P") ? ">Capacity" : ">Use%",
                "Mounted on");
        for (FileStore store : stores) {
            table.add(row(store, human));
        }
        table.print(out);
    }

    /** Where a store is mounted: what its own text begins with. */
    static String mountPoint(FileStore store) {
        String text = store.toString();
        String end = " (" + store.name() + ")";
        return text.endsWith(end) ? text.substring(0, text.length() - end.length()) : text;
    }

    private static String[] row(FileStore store, boolean human) {
        String[] row = {store.name(), "-", "-", "-", "-", mountPoint(store)};
        try {
            long total = store.getTotalSpace();
            long used = total - store.getUnallocatedSpace();
            long usable = store.getUsableSpace();
            row[1] = size(total, human);
            row[2] = size(used, human);
            row[3] = size(usable, human);
            row[4] = used + usable == 0 ? "-" : (long) Math.ceil(used * 100.0 / (used + usable)) + "%";
        } catch (IOException e) {
            // A file server says nothing about space: that is what the dashes are for.
            row[1] = "-";
        }
        return row;
    }

    private static String size(long bytes, boolean human) {
        return human ? Count.human(bytes) : Long.toString((bytes + 1023) / 1024);
    }
}
