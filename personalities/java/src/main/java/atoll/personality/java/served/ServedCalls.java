package atoll.personality.java.served;

import atoll.contract.PeerDied;
import atoll.contract.file.Attributes;
import atoll.contract.file.FileId;
import atoll.contract.file.FileKind;
import atoll.personality.java.files.Mount;
import atoll.personality.java.files.PathCalls;
import java.atoll.Errno;
import java.atoll.FileStat;
import java.atoll.ServedFiles;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The system calls of one process on files that others serve. It runs on the process's threads, as the process, and holds no
 * lock while it calls a server; so a kill unwinds it anywhere. Of what is open the server knows nothing.
 *
 * <p>A server that dies is called again, by the gate where the contract says that this does no harm. Else it is seen in the
 * tree whether the call was done: ids name one file for ever, so a name that is gone, or that has moved, tells. What cannot be told
 * is an error of the host's, {@code EIO}.
 */
public final class ServedCalls extends ServedFiles implements PathCalls.Servers {
    // Linux, asm-generic/fcntl.h
    private static final int O_ACCMODE = 3;
    private static final int O_CREAT = 0x40;
    private static final int O_EXCL = 0x80;
    private static final int O_TRUNC = 0x200;

    private static final int MAY_EXECUTE = 1;
    private static final int MAY_WRITE = 2;

    /** How often it is seen after the death of a server whether the call was done. */
    private static final int MOST_DEATHS = 3;

    private final PathCalls paths;
    private final Trees trees;

    /** What is to be done with where a path leads. */
    private enum Deed {
        OPEN,
        STAT,
        ACCESS,
        TOUCH,
        LIST,
        TARGET,
        MAKE_FOLDER,
        MAKE_LINK,
        REMOVE,
        RENAME
    }

    /** With its arguments: flags, or a time; a text; the kind. */
    private record What(
            Deed deed,
            long number,
            @Nullable String text,
            @Nullable Boolean kind) {
        What(Deed deed) {
            this(deed, 0, null, null);
        }
    }

    private ServedCalls(PathCalls paths, List<Mount> mounts, long process) {
        this.paths = paths;
        this.trees = new Trees(paths, mounts, process);
    }

    /** Of the trees among the mounts; {@code paths} asks it from now on. */
    public static ServedCalls in(PathCalls paths, List<Mount> mounts, long process) {
        ServedCalls calls = new ServedCalls(paths, mounts, process);
        paths.serve(calls);
        return calls;
    }

    /** Forgets what is open; says how much it was. */
    public int end() {
        return closeAll();
    }

    // -- step one

    @Override
    protected boolean leads(String path, boolean follow) {
        return !paths.holdsPath() && Ask.mine().leads(trees, paths.absolute(path), null, follow);
    }

    @Override
    protected boolean leads(String from, String to) {
        return !paths.holdsPath() && Ask.mine().leads(trees, paths.absolute(from), paths.absolute(to), false);
    }

    @Override
    public String led(String path, boolean follow) throws IOException {
        String known = Ask.mine().led(path);
        if (known != null) {
            return known;
        }
        return paths.holdsPath() ? path : trees.route(path, follow).led();
    }

    @Override
    public @Nullable String canonical(String path) throws IOException {
        return paths.holdsPath() ? null : trees.canonical(path);
    }

    // -- step two

    @Override
    protected Opened open(int flags, boolean files) throws Errno {
        return (Opened) run(new What(Deed.OPEN, flags, null, files));
    }

    @Override
    protected FileStat stat() throws Errno {
        return (FileStat) run(new What(Deed.STAT));
    }

    @Override
    protected void access(int wanted) throws Errno {
        run(new What(Deed.ACCESS, wanted, null, null));
    }

    @Override
    protected void touch(long modified) throws Errno {
        run(new What(Deed.TOUCH, modified, null, null));
    }

    @Override
    protected Names list() throws Errno {
        return (Names) run(new What(Deed.LIST));
    }

    @Override
    protected String target() throws Errno {
        return (String) run(new What(Deed.TARGET));
    }

    @Override
    protected void makeFolder() throws Errno {
        run(new What(Deed.MAKE_FOLDER));
    }

    @Override
    protected void makeLink(String target) throws Errno {
        run(new What(Deed.MAKE_LINK, 0, target, null));
    }

    @Override
    protected void remove(@Nullable Boolean folder) throws Errno {
        run(new What(Deed.REMOVE, 0, null, folder));
    }

    @Override
    protected void rename() throws Errno {
        run(new What(Deed.RENAME));
    }

    /** Until it is done, or fails for good. */
    private Object run(What what) throws Errno {
        Ask ask = Ask.mine();
        ask.begin();
        int deaths = 0;
        for (int tries = 1; ; tries++) {
            Exception failed;
            Attributes subject = null;
            try {
                subject = ask.spot().file();
                return act(what, ask);
            } catch (IOException | RuntimeException e) {
                failed = e;
            }
            boolean died = failed instanceof PeerDied;
            deaths += died ? 1 : 0;
            if (tries == Trees.MOST_TRIES || deaths == MOST_DEATHS || !died && !isAnother(what, failed)) {
                throw Faults.errno(failed);
            }
            again(ask);
            if (died && isDone(what, ask, subject, failed)) {
                return what;
            }
        }
    }

    private void again(Ask ask) throws Errno {
        ask.spot().tree().forgetRoot();
        try {
            ask.again(trees);
        } catch (IOException e) {
            throw Faults.errno(e);
        }
    }

    /** Whether it may go well the next time: an id was stale, or somebody else was first to make what is to be opened. */
    private static boolean isAnother(What what, Exception failed) {
        return Faults.isStale(failed)
                || what.deed == Deed.OPEN && (what.number & O_EXCL) == 0 && Faults.isTaken(failed);
    }

    /** After the death of a server in the call: true if it was done, false if it can be done again. */
    private static boolean isDone(What what, Ask ask, @Nullable Attributes subject, Exception failed) throws Errno {
        Attributes now = ask.spot().file();
        FileId before = subject == null ? null : subject.id();
        boolean same = now != null && now.id().equals(before);
        if (what.deed == Deed.REMOVE) {
            return !same;
        }
        if (what.deed == Deed.RENAME) {
            Attributes there = ask.other().file();
            if (there != null && there.id().equals(before)) {
                return true;
            }
        }
        boolean again = again(what, now == null, same);
        if (!again) {
            throw Faults.errno(failed);
        }
        return false;
    }

    /** Whether what may have been done, and was not, can be done again. {@code same}: the file is still where it was. */
    private static boolean again(What what, boolean absent, boolean same) {
        return switch (what.deed) {
            case RENAME -> same;
            case MAKE_FOLDER, MAKE_LINK -> absent;
            case OPEN -> absent || (what.number & O_EXCL) == 0;
            default -> false;
        };
    }

    private Object act(What what, Ask ask) throws IOException {
        Spot spot = ask.spot();
        switch (what.deed) {
            case OPEN -> {
                return open(spot, (int) what.number, Boolean.TRUE.equals(what.kind));
            }
            case STAT -> {
                return stat(spot);
            }
            case ACCESS -> checkAccess(spot, (int) what.number);
            case TOUCH -> {
                FileId file = spot.there().id();
                spot.writes();
                spot.tree().gate.touch(file, what.number);
            }
            case LIST -> {
                Attributes folder = spot.there();
                if (folder.kind() != FileKind.FOLDER) {
                    throw new Errno(Errno.ENOTDIR);
                }
                String[] below = spot.straight() ? spot.tree().below(spot.names()) : new String[0];
                return new Listing(this, spot, folder.id(), below);
            }
            case TARGET -> {
                return target(spot);
            }
            case MAKE_FOLDER -> spot.tree().gate.makeFolder(vacant(spot), spot.name());
            case MAKE_LINK -> spot.tree().gate.makeLink(vacant(spot), spot.name(), String.valueOf(what.text));
            case REMOVE -> remove(spot, what.kind);
            case RENAME -> rename(spot, ask.other());
        }
        return what;
    }

    private Opened open(Spot found, int flags, boolean files) throws IOException {
        Spot spot = found;
        boolean writes = (flags & O_ACCMODE) != 0;
        Attributes file = spot.file();
        if (file == null) {
            if ((flags & O_CREAT) == 0) {
                throw new Errno(Errno.ENOENT);
            }
            FileId folder = spot.into();
            spot.writes();
            file = spot.tree().gate.create(folder, spot.name());
        } else if ((flags & (O_CREAT | O_EXCL)) == (O_CREAT | O_EXCL)) {
            throw new Errno(Errno.EEXIST);
        }
        switch (file.kind()) {
            case LINK -> throw new Errno(Errno.ELOOP);
            case OTHER -> throw new Errno(Errno.ENXIO);
            case FOLDER -> {
                if (writes || files) {
                    throw new Errno(Errno.EISDIR);
                }
            }
            case FILE -> {
                // The rule.
            }
        }
        if (writes) {
            spot.writes();
            if ((flags & O_TRUNC) != 0) {
                spot.tree().gate.resize(file.id(), 0);
            }
        }
        return new OpenServed(this, spot.tree(), spot.names(), file.id(), flags);
    }

    private static FileStat stat(Spot spot) throws IOException {
        Attributes file = spot.there();
        ServedTree tree = spot.tree();
        // What is known of the root is old.
        return tree.stat(spot.isRoot() ? tree.gate.attributes(file.id()) : file);
    }

    private static void checkAccess(Spot spot, int wanted) throws Errno {
        Attributes file = spot.there();
        if ((wanted & MAY_WRITE) != 0) {
            spot.writes();
        }
        if ((wanted & MAY_EXECUTE) != 0 && file.kind() != FileKind.FOLDER) {
            throw new Errno(Errno.EACCES);
        }
    }

    private static String target(Spot spot) throws IOException {
        Attributes link = spot.there();
        if (link.kind() != FileKind.LINK) {
            throw new Errno(Errno.EINVAL);
        }
        return spot.tree().gate.target(link.id());
    }

    private static FileId vacant(Spot spot) throws Errno {
        if (spot.file() != null) {
            throw new Errno(Errno.EEXIST);
        }
        spot.writes();
        return spot.into();
    }

    private static void remove(Spot spot, @Nullable Boolean folder) throws IOException {
        boolean isFolder = spot.there().kind() == FileKind.FOLDER;
        FileId from = spot.into();
        if (folder != null && folder != isFolder) {
            throw new Errno(isFolder ? Errno.EISDIR : Errno.ENOTDIR);
        }
        spot.writes();
        spot.tree().gate.remove(from, spot.name());
    }

    private static void rename(Spot from, Spot to) throws IOException {
        if (from.tree() != to.tree()) {
            throw new Errno(Errno.EXDEV);
        }
        Attributes moved = from.there();
        FileId source = from.into();
        FileId target = to.into();
        from.writes();
        if (to.file() == null || !to.file().id().equals(moved.id())) {
            from.tree().gate.rename(source, from.name(), target, to.name(), true);
        }
    }
}
