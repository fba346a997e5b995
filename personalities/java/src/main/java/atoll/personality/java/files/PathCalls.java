package atoll.personality.java.files;

import atoll.personality.java.audit.Audit;
import java.atoll.Access;
import java.atoll.Errno;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The file calls of one process: guest path in, host path out, with the tree lock held until {@link #release}. Refuses
 * writing to what was mounted for reading.
 */
public final class PathCalls {
    /** A host path on which every call fails: for calls whose refusal is an answer, not an exception. */
    public static final String NOWHERE = "/proc/self/fd/-1/refused";

    private final NameSpace space;
    private final String who;
    private final @Nullable Audit audit;
    private final String directory;
    private @Nullable Servers servers;

    /** With an {@code audit}, nothing is refused, and the audit hears what would have been. */
    public PathCalls(NameSpace space, String who, String directory, @Nullable Audit audit) {
        this.space = space;
        this.who = who;
        this.directory = directory;
        this.audit = audit;
    }

    /** The trees that other processes serve: they are asked before the lock is taken. */
    public interface Servers {
        /** The path on, where links in a served tree lead out of it; the path itself when it ends in one, or in none. */
        String led(String path, boolean follow) throws IOException;

        /**
         * The canonical path of something in a served tree; null when it is in none. {@link NoSuchFileException},
         * {@link AccessDeniedException}, {@link FileSystemLoopException} for the errors that these are.
         */
        @Nullable String canonical(String path) throws IOException;
    }

    /** Before the process runs. */
    public void serve(Servers by) {
        servers = by;
    }

    /** Whether the running thread is between a path and its system call, where no server may be called. */
    public boolean holdsPath() {
        return TreeLock.hold().resolving || TreeLock.held();
    }

    /** As far as it can be resolved without a server; nothing is held afterwards. Not while {@link #holdsPath}. */
    public Resolved look(String path, boolean follow) throws IOException {
        TreeLock.Hold hold = TreeLock.hold();
        hold.resolving = true;
        try {
            TreeLock.acquire(false, false);
            return space.resolve(absolute(path), follow);
        } finally {
            hold.resolving = false;
            TreeLock.release();
        }
    }

    public String directory() {
        return directory;
    }

    /**
     * Host path of a guest path, for the use that {@code access} says. A path into a tree that is served has none: what is
     * not hooked for those is refused here.
     */
    public String toHost(String path, int access) throws IOException {
        TreeLock.Hold hold = TreeLock.hold();
        if (hold.resolving) {
            return path;
        }
        Servers asked = servers;
        String led = asked == null ? absolute(path) : asked.led(absolute(path), follows(access));
        hold.resolving = true;
        try {
            TreeLock.acquire(alone(access), bringsLinks(access));
            Resolved to = space.resolve(led, follows(access));
            if (to.mount().served() != null) {
                return refused(access, new Errno(Errno.EOPNOTSUPP));
            }
            hold.guest = path;
            hold.host = to.host();
            boolean reads = access == Access.READ || access == Access.LOOK;
            if (!reads && removes(access) && space.isBusy(to.guest())) {
                return refused(access, new FileSystemException(path, null, "Device or resource busy: a mount point"));
            }
            if (audit != null) {
                hear(audit, to, access, reads);
                return to.host();
            }
            if (reads || to.mount().writable()) {
                return to.host();
            }
            return refused(access, new AccessDeniedException(path, null, readOnly(to.mount())));
        } finally {
            hold.resolving = false;
        }
    }

    private void hear(Audit hears, Resolved to, int access, boolean reads) {
        if (space.isBeyond(to) || !reads && !to.mount().writable()) {
            Path host = Path.of(to.host());
            boolean there = Files.exists(host, LinkOption.NOFOLLOW_LINKS);
            if (reads || access == Access.TRY_WRITE) {
                if (there) {
                    hears.file(to.host(), false);
                }
            } else if (there && access == Access.WRITE) {
                hears.file(to.host(), true);
            } else if (host.getParent() != null) {
                hears.file(host.getParent().toString(), true);
            }
        }
    }

    private String readOnly(Mount mount) {
        return who + " may only read " + mount.guest() + "; --rw " + mount.host() + ":" + mount.guest()
                + " grants writing";
    }

    private static String refused(int access, IOException refusal) throws IOException {
        if (access >= Access.TRY_WRITE) {
            return NOWHERE;
        }
        throw refusal;
    }

    private static boolean removes(int access) {
        return access == Access.REMOVE
                || access == Access.TRY_REMOVE
                || access == Access.MOVE
                || access == Access.TRY_MOVE;
    }

    /** Calls that make and remove names, or move them. */
    private static boolean alone(int access) {
        return removes(access) || access == Access.EDIT || access == Access.TRY_EDIT;
    }

    /** Of those, the calls that can put a symbolic link where there was none. */
    private static boolean bringsLinks(int access) {
        return access == Access.MOVE || access == Access.TRY_MOVE;
    }

    /** Refuses to change what the open descriptor leads to, unless the process may write there. */
    public void change(int descriptor) throws IOException {
        TreeLock.Hold hold = TreeLock.hold();
        if (hold.resolving) {
            return;
        }
        hold.resolving = true;
        try {
            String host = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            List<Mount> mounts = space.mountsOf(host);
            boolean writable = false;
            for (Mount mount : mounts) {
                writable |= mount.writable();
            }
            if (!writable && audit != null) {
                audit.file(host, true);
            } else if (!writable) {
                throw new AccessDeniedException(
                        "descriptor " + descriptor,
                        null,
                        mounts.isEmpty() ? who + " does not see the file" : readOnly(mounts.get(0)));
            }
        } finally {
            hold.resolving = false;
        }
    }

    /** The mounts as guest path and options, for the JDK's list of file stores. */
    public List<String[]> mounts() {
        List<String[]> lines = new ArrayList<>();
        for (Mount mount : space.mounts()) {
            lines.add(new String[] {mount.guest(), mount.writable() ? "rw" : "ro"});
        }
        return lines;
    }

    private static boolean follows(int access) {
        return access == Access.READ || access == Access.WRITE || access == Access.TRY_WRITE;
    }

    /** Whether the running thread is inside the resolver, and so in the middle of what must not be left half done. */
    public boolean busy() {
        return TreeLock.hold().resolving;
    }

    /**
     * Host path of a socket to connect to. Connecting can block, and must not hold names still meanwhile; so the path
     * given holds on to what the guest path led to, until {@link #release}, which then runs {@code after}. Null when
     * there is nothing.
     */
    public @Nullable String pin(String path, Runnable after) throws IOException {
        TreeLock.Hold hold = TreeLock.hold();
        try {
            String host = toHost(path, Access.WRITE);
            hold.resolving = true;
            hold.pin = SocketPin.open(host);
            hold.afterPin = after;
        } finally {
            hold.resolving = false;
            TreeLock.release();
        }
        return hold.pin < 0 ? null : SocketPin.path(hold.pin);
    }

    public void release() {
        TreeLock.Hold hold = TreeLock.hold();
        if (!hold.resolving) {
            TreeLock.release();
            if (hold.pin >= 0) {
                int pin = hold.pin;
                hold.pin = -1;
                SocketPin.close(pin);
                hold.afterPin.run();
            }
        }
    }

    /** The guest path of a host path; empty when the process does not see it. */
    public String toGuest(String host) {
        return space.toGuest(host);
    }

    /** {@code message} of a failed call with the guest's path in the place of the host's. */
    public String inGuestWords(String message) {
        TreeLock.Hold hold = TreeLock.hold();
        return hold.host.isEmpty() ? message : message.replace(hold.host, hold.guest);
    }

    /** The canonical guest path. With {@code mustExist}, fails when there is nothing. */
    public String canonical(String path, boolean mustExist) throws IOException {
        if (TreeLock.hold().resolving) {
            return path;
        }
        String whole = absolute(path);
        return mustExist ? real(whole) : Canonical.of(whole, this::real);
    }

    private String real(String path) throws IOException {
        Servers asked = servers;
        String led = path;
        if (asked != null && !TreeLock.held()) {
            String served = asked.canonical(path);
            if (served != null) {
                return served;
            }
            led = asked.led(path, true);
        }
        TreeLock.Hold hold = TreeLock.hold();
        hold.resolving = true;
        try {
            TreeLock.acquire(false, false);
            Resolved to = space.resolve(led, true);
            if (!Files.exists(Path.of(to.host()))) {
                throw missing(led, to);
            }
            return to.guest();
        } finally {
            hold.resolving = false;
            TreeLock.release();
        }
    }

    private static IOException missing(String path, Resolved to) {
        if (to.guest().equals(path) && to.host().endsWith("/loop/x")) {
            return new FileSystemLoopException(path);
        }
        return new NoSuchFileException(path);
    }

    public String absolute(String path) {
        if (path.startsWith("/")) {
            return path;
        }
        return directory + "/" + path;
    }
}
