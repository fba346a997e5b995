package atoll.server.log;

import atoll.contract.CallFailed;
import atoll.contract.Region;
import atoll.contract.file.FileFault;
import atoll.contract.file.FileId;
import atoll.contract.file.FileTree;
import atoll.contract.log.LogRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The records in a file, {@code log}, and those before them in {@code log.old}. A line is whole when its end is there: what
 * was cut short by a death is cut off. When the file's server fails it is left alone for a while, ten times as long as that
 * took, so that it does not hold up everybody who appends. Guarded by the journal.
 */
final class LogFile {
    private static final String NAME = "log";
    private static final String OLD = "log.old";
    private static final int CHUNK = 1 << 16;
    private static final long REST = 10;

    private final FileTree tree;
    private final long most;
    private Region region = Region.allocate(CHUNK);

    /** Null: to be looked for. */
    private @Nullable FileId id;

    private long end;
    private long last;

    /** Until this time of {@link System#nanoTime} nothing is written, if it rests. */
    private long restsUntil;

    private boolean rests;

    /** {@code most}: bytes of each of the two files. */
    LogFile(FileTree tree, long most) {
        this.tree = tree;
        this.most = most;
    }

    /** The number of the last record that is known to be in the file. */
    long last() {
        return last;
    }

    /** Gives all records that are there, in order; returns what is to be said of those that are not, empty when all is well. */
    String recover(Consumer<LogRecord> to) {
        long begun = System.nanoTime();
        try {
            FileId root = tree.root().id();
            read(find(root, OLD), to);
            read(opened(), to);
            return "";
        } catch (IOException | CallFailed | IllegalStateException e) {
            failed(begun);
            return " are in the file at best, which cannot be read: " + e.getMessage();
        }
    }

    private @Nullable FileId find(FileId root, String name) throws IOException {
        try {
            return tree.lookup(root, name).id();
        } catch (IOException e) {
            if (FileFault.in(e) == FileFault.NOT_FOUND) {
                return null;
            }
            throw e;
        }
    }

    private void read(@Nullable FileId file, Consumer<LogRecord> to) throws IOException {
        if (file == null) {
            return;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK];
        int count = tree.read(file, 0, region, 0, CHUNK);
        while (count > 0) {
            region.read(0, chunk, 0, count);
            bytes.write(chunk, 0, count);
            count = tree.read(file, bytes.size(), region, 0, CHUNK);
        }
        for (String line : bytes.toString(StandardCharsets.UTF_8).split("\n")) {
            LogRecord record = Line.parse(line);
            // One that was written twice counts once.
            if (record != null && record.number() > last) {
                last = record.number();
                to.accept(record);
            }
        }
    }

    /** The file, and where its last whole line ends. */
    private FileId opened() throws IOException {
        FileId known = id;
        if (known != null) {
            return known;
        }
        FileId root = tree.root().id();
        FileId found = find(root, NAME);
        if (found == null) {
            found = tree.create(root, NAME).id();
        }
        end = wholeLines(found);
        tree.resize(found, end);
        id = found;
        return found;
    }

    private long wholeLines(FileId file) throws IOException {
        long size = tree.attributes(file).size();
        long from = Math.max(0, size - CHUNK);
        int count = tree.read(file, from, region, 0, CHUNK);
        int at = count;
        while (at > 0 && region.get(at - 1) != '\n') {
            at--;
        }
        return at == 0 ? 0 : from + at;
    }

    /** False when the file's server fails, or has just failed. */
    boolean write(LogRecord record) {
        long begun = System.nanoTime();
        if (rests && begun - restsUntil < 0) {
            return false;
        }
        byte[] line = Line.of(record).getBytes(StandardCharsets.UTF_8);
        try {
            try {
                put(line);
            } catch (IOException e) {
                if (FileFault.in(e) != FileFault.STALE) {
                    throw e;
                }
                // Its server was started again, or somebody removed it.
                id = null;
                put(line);
            }
            last = record.number();
            rests = false;
            return true;
        } catch (IOException | CallFailed | IllegalStateException e) {
            failed(begun);
            return false;
        }
    }

    private void put(byte[] line) throws IOException {
        FileId file = opened();
        if (end > 0 && end + line.length > most) {
            file = next();
        }
        region.write(0, line, 0, line.length);
        tree.write(file, end, region, 0, line.length);
        end += line.length;
    }

    private FileId next() throws IOException {
        FileId root = tree.root().id();
        id = null;
        tree.rename(root, NAME, root, OLD, true);
        return opened();
    }

    private void failed(long begun) {
        long now = System.nanoTime();
        rests = true;
        restsUntil = now + REST * (now - begun);
        id = null;
        try {
            region.close();
        } catch (IllegalStateException e) {
            // Who hangs with it has it, and it is freed when that ends.
        }
        region = Region.allocate(CHUNK);
    }
}
