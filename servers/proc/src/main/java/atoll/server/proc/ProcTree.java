package atoll.server.proc;

import atoll.contract.Region;
import atoll.contract.file.Attributes;
import atoll.contract.file.FileArguments;
import atoll.contract.file.FileFault;
import atoll.contract.file.FileId;
import atoll.contract.file.FileKind;
import atoll.contract.file.FileTree;
import atoll.contract.process.ProcessList;
import atoll.contract.process.ProcessView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A folder for each process that lives, with its {@link Page}s, written anew for each call. An id is the number of the process
 * and that of the page, in the table that numbers processes: neither is ever used again. There is no state, so calls need no lock
 * and may be cut short anywhere.
 */
final class ProcTree implements FileTree {
    /** Ids of one process; more than there are pages, and never changed. */
    private static final long PLACES = 64;

    private static final long NANOS = 1_000_000_000;
    private static final int DECIMAL = 10;

    private final ProcessList processes;
    private final long table;

    ProcTree(ProcessList processes, long table) {
        this.processes = processes;
        this.table = table;
    }

    /** What an id stands for: neither, the root; without a page, the folder of the process. */
    private record Spot(
            @Nullable ProcessView process, @Nullable Page page) {
        boolean isFolder() {
            return page == null;
        }
    }

    private Spot spot(FileId id) throws IOException {
        if (id == null) {
            throw FileFault.INVALID.because("no id");
        }
        long pid = id.number() / PLACES;
        long place = id.number() % PLACES;
        if (id.generation() == table && id.number() == 0) {
            return new Spot(null, null);
        }
        Page page = Page.numbered(place);
        boolean known =
                id.generation() == table && pid >= 0 && pid <= Integer.MAX_VALUE && (place == 0 || page != null);
        ProcessView process = known ? processes.look((int) pid) : null;
        if (process == null) {
            throw FileFault.STALE.because("no such process any more");
        }
        return new Spot(process, page);
    }

    private Spot folder(FileId id) throws IOException {
        Spot spot = spot(id);
        if (!spot.isFolder()) {
            throw FileFault.NOT_A_FOLDER.because("a FILE");
        }
        return spot;
    }

    private byte[] bytes(ProcessView process, Page page) {
        return page.text(process, processes).getBytes(StandardCharsets.UTF_8);
    }

    private Attributes attributes(Spot spot) {
        long number = spot.process == null ? 0 : spot.process.pid() * PLACES;
        long size = 0;
        if (spot.process != null && spot.page != null) {
            number += spot.page.number;
            size = bytes(spot.process, spot.page).length;
        }
        Instant now = Instant.now();
        return new Attributes(
                new FileId(number, table),
                spot.isFolder() ? FileKind.FOLDER : FileKind.FILE,
                size,
                now.getEpochSecond() * NANOS + now.getNano());
    }

    @Override
    public Attributes root() {
        return attributes(new Spot(null, null));
    }

    @Override
    public Attributes attributes(FileId id) throws IOException {
        return attributes(spot(id));
    }

    @Override
    public Attributes lookup(FileId folder, String name) throws IOException {
        Spot in = folder(folder);
        FileArguments.checkName(name);
        Page page = in.process == null ? null : Page.named(name);
        ProcessView process = in.process == null ? named(name) : in.process;
        if (process == null || page == null && in.process != null) {
            throw FileFault.NOT_FOUND.because(name);
        }
        return attributes(new Spot(process, page));
    }

    /** Written as {@link #list} writes it, and not otherwise. */
    private @Nullable ProcessView named(String name) {
        try {
            int pid = Integer.parseInt(name, DECIMAL);
            return Integer.toString(pid).equals(name) ? processes.look(pid) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    @Override
    public int read(FileId file, long offset, Region into, int at, int length) throws IOException {
        Spot spot = spot(file);
        FileArguments.checkTransfer(offset, into, at, length);
        if (spot.process == null || spot.page == null) {
            throw FileFault.IS_A_FOLDER.because("a folder has no bytes");
        }
        byte[] bytes = bytes(spot.process, spot.page);
        int count = (int) Math.max(0, Math.min(length, bytes.length - offset));
        if (count > 0) {
            into.write(at, bytes, (int) offset, count);
        }
        return count;
    }

    @Override
    public String target(FileId link) throws IOException {
        spot(link);
        throw FileFault.INVALID.because("not a link");
    }

    @Override
    public String[] list(FileId folder, String after, int most) throws IOException {
        Spot in = folder(folder);
        if (most <= 0 || after == null) {
            throw FileFault.INVALID.because(after == null ? "after no name" : "at most " + most + " names");
        }
        String[] names = in.process == null ? pids() : titles();
        Arrays.sort(names);
        int from = 0;
        while (from < names.length && names[from].compareTo(after) <= 0) {
            from++;
        }
        return Arrays.copyOfRange(names, from, from + Math.min(most, names.length - from));
    }

    private String[] pids() {
        int[] living = processes.living();
        String[] names = new String[living.length];
        for (int i = 0; i < living.length; i++) {
            names[i] = Integer.toString(living[i]);
        }
        return names;
    }

    private static String[] titles() {
        Page[] pages = Page.values();
        String[] titles = new String[pages.length];
        for (int i = 0; i < pages.length; i++) {
            titles[i] = pages[i].title;
        }
        return titles;
    }

    // -- nothing here is changed by writing

    private static IOException readOnly() {
        return FileFault.READ_ONLY.because("the process table is changed by processes");
    }

    @Override
    public void write(FileId file, long offset, Region from, int at, int length) throws IOException {
        throw readOnly();
    }

    @Override
    public void resize(FileId file, long size) throws IOException {
        throw readOnly();
    }

    @Override
    public void touch(FileId id, long modified) throws IOException {
        throw readOnly();
    }

    @Override
    public void flush(FileId id) throws IOException {
        throw readOnly();
    }

    @Override
    public Attributes create(FileId folder, String name) throws IOException {
        throw readOnly();
    }

    @Override
    public Attributes makeFolder(FileId folder, String name) throws IOException {
        throw readOnly();
    }

    @Override
    public Attributes makeLink(FileId folder, String name, String target) throws IOException {
        throw readOnly();
    }

    @Override
    public void remove(FileId folder, String name) throws IOException {
        throw readOnly();
    }

    @Override
    public void rename(FileId from, String name, FileId to, String as, boolean replace) throws IOException {
        throw readOnly();
    }
}
