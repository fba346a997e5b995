package atoll.personality.java.files;

import atoll.kernel.Capability;
import java.atoll.Headroom;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The file tree of one process: mounts over a private root. Resolves a guest path component by component, as a kernel
 * does: {@code ..} and symbolic links are followed inside the tree only, so that no path leaves its mount. Links are
 * read as guest paths; the host never follows one for a process, because what is handed to the host has none.
 */
public final class NameSpace {
    private static final int MAX_LINKS = 40;

    /** Longest guest path first, so that the first that holds a path is the one. */
    private final List<Mount> mounts = new CopyOnWriteArrayList<>();

    private static final int MAX_PLAIN = 20_000;

    /** Counts the calls of all processes that can bring a link to where there was none. Written with the tree lock held alone. */
    private static final AtomicLong MOVES = new AtomicLong();

    /**
     * Host folders, and files of the private tree, seen to be no symbolic link since {@link #plainSince}. They may be gone
     * meanwhile, but no link is in their place. Used with the tree lock held shared.
     */
    private final Set<String> plain = ConcurrentHashMap.newKeySet();

    /** By guest path, folders with no link on the way to them and no mount point in them; as {@link #plain}. */
    private final Map<String, Folder> folders = new ConcurrentHashMap<>();

    private volatile long plainSince = MOVES.get();

    /** Whether there is a mount of a served tree. Set before the process runs. */
    private boolean serves;

    private record Folder(Mount mount, String host) {}

    static {
        // Looked up now, as the host: on a thread of a process the boundary is not there to be found.
        Headroom.need();
    }

    private final PrivateTree tree;

    /** The private root; mounted at {@code /}, unless something else is. */
    private final Mount own;

    /** The whole host, behind the private root, for a process that is audited. */
    private final @Nullable Mount beyond;

    /** With {@code audited}, what is not in the tree is looked for on the host. {@code readOnly}: the private root. */
    public NameSpace(PrivateTree tree, boolean audited, boolean readOnly) throws IOException {
        this.tree = tree;
        this.beyond = audited ? new Mount("/", Path.of("/"), true) : null;
        this.own = new Mount("/", tree.root(), !readOnly);
        mounts.add(own);
        if (audited) {
            tree.make();
        }
    }

    /** Mounts a host file or folder at {@code guest}, in place of what was mounted there; the mount point is visible in the private tree. */
    public void mount(String guest, Path host, boolean writable) throws IOException {
        Path real = host.toRealPath();
        String at = guest.length() > 1 && guest.endsWith("/") ? guest.substring(0, guest.length() - 1) : guest;
        boolean folder = Files.isDirectory(real);
        for (Mount other : mounts) {
            if (at.startsWith(other.guest() + "/") && !Files.isDirectory(other.host())
                    || !folder && other.guest().startsWith(at + "/")) {
                throw new NotDirectoryException(folder ? other.guest() : at);
            }
        }
        if (!at.equals("/")) {
            tree.add(at, folder);
        }
        replace(new Mount(at, real, writable));
    }

    private void replace(Mount mount) {
        List<Mount> next = new ArrayList<>(mounts);
        next.removeIf(m -> m.guest().equals(mount.guest()));
        next.add(mount);
        next.sort(Comparator.comparingInt((Mount m) -> m.guest().length()).reversed());
        mounts.clear();
        mounts.addAll(next);
        folders.clear();
    }

    /** Mounts a tree that another process serves, or a name space of trees. Nothing is mounted inside it: its server decides what is there. */
    public void mount(String guest, Capability<?> tree, boolean writable) throws IOException {
        String at = guest.length() > 1 && guest.endsWith("/") ? guest.substring(0, guest.length() - 1) : guest;
        if (!isPlain(at) || !at.startsWith("/")) {
            throw new InvalidPathException(guest, "not an absolute path without . and ..");
        }
        for (Mount other : mounts) {
            if (at.equals("/") || other.guest().startsWith(at + "/") || other.isIn(at)) {
                throw new FileSystemException(
                        at, other.guest(), "a served tree neither holds a mount nor lies in a file or another one");
            }
        }
        this.tree.add(at, true);
        replace(new Mount(at, tree, writable));
        serves = true;
    }

    /** Makes the folder that a program starts in, where that is in the private tree. */
    public void makeDirectory(String guest) throws IOException {
        if (!tree.isMade() && isPlain(guest) && mountOf(guest) == own) {
            tree.add(guest, true);
            return;
        }
        Resolved to = resolve(guest, true);
        if (to.mount() == own) {
            Files.createDirectories(Path.of(to.host()));
        }
    }

    private static boolean isPlain(String guest) {
        return Path.of(guest).normalize().toString().equals(guest);
    }

    public List<Mount> mounts() {
        return List.copyOf(mounts);
    }

    /**
     * Resolves an absolute guest path. The last component is followed when it is a link and {@code follow} is set. Where
     * a path goes on behind something that is no folder, or links lead in a circle, the host path is one on which every
     * call fails as it would fail on the guest path. At the mount of a tree that is served it ends: no server is asked here.
     */
    Resolved resolve(String path, boolean follow) throws IOException {
        Resolved known = inKnownFolder(path, follow);
        if (known != null) {
            return known;
        }
        Deque<String> left = new ArrayDeque<>();
        push(left, path);
        StringBuilder done = new StringBuilder();
        int links = 0;
        boolean dot = false;
        while (!left.isEmpty()) {
            String name = left.pop();
            dot = name.equals(".");
            if (dot || name.equals("..")) {
                if (!isFolder(done)) {
                    dot = true;
                    break;
                }
                done.setLength(dot ? done.length() : Math.max(0, done.lastIndexOf("/")));
                continue;
            }
            int length = done.length();
            done.append('/').append(name);
            Mount served = serves ? servedAt(done.toString()) : null;
            if (served != null) {
                return new Resolved(served.guest(), served.host().toString(), served, String.join("/", left));
            }
            boolean last = left.isEmpty();
            if (last && !follow) {
                break;
            }
            String target = link(done.toString(), last);
            if (target != null) {
                if (++links > MAX_LINKS) {
                    return new Resolved(path, tree.loop(), mountOf("/"));
                }
                done.setLength(target.startsWith("/") ? 0 : length);
                push(left, target);
            }
        }
        String guest = done.isEmpty() ? "/" : done.toString();
        Mount mount = mountOf(guest);
        if (mount == own) {
            tree.make();
        }
        String host = mount.toHost(guest);
        if (links == 0 && guest.equals(path)) {
            learnFolder(guest);
        }
        return new Resolved(guest, dot ? host + "/." : host, mount);
    }

    private @Nullable Mount servedAt(String guest) {
        for (Mount mount : mounts) {
            if (mount.served() != null && mount.guest().equals(guest)) {
                return mount;
            }
        }
        return null;
    }

    /** The short way for paths whose folder was resolved before; null when only {@link #resolve} can tell. */
    private @Nullable Resolved inKnownFolder(String path, boolean follow) throws IOException {
        int slash = path.lastIndexOf('/');
        forgetMoved();
        Folder folder = folders.get(path.substring(0, slash));
        int length = path.length() - slash - 1;
        boolean dots = length <= 2 && path.endsWith(".");
        if (folder == null || length == 0 || dots) {
            return null;
        }
        String host = folder.host.concat(path.substring(slash));
        if (follow && !plain.contains(host) && linkAt(host, folder.mount, true) != null) {
            return null;
        }
        return new Resolved(path, host, folder.mount);
    }

    /** Called when no component of {@code guest} but the last can be a link. */
    private void learnFolder(String guest) {
        int slash = guest.lastIndexOf('/');
        if (slash <= 0 || beyond != null || folders.size() > MAX_PLAIN) {
            return;
        }
        String folder = guest.substring(0, slash);
        Mount mount = mountOf(folder);
        String host = mount.toHost(folder);
        boolean there = mount.guest().equals(folder) || plain.contains(host);
        if (there && (mount != own || tree.isMade()) && !host.endsWith("/") && !holdsMount(folder + "/")) {
            folders.put(folder, new Folder(mount, host));
        }
    }

    private boolean holdsMount(String prefix) {
        for (Mount mount : mounts) {
            if (mount.guest().startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private static void push(Deque<String> left, String path) {
        String[] names = path.split("/");
        for (int i = names.length - 1; i >= 0; i--) {
            if (!names[i].isEmpty()) {
                left.push(names[i]);
            }
        }
    }

    private boolean isFolder(StringBuilder guest) throws IOException {
        if (guest.isEmpty()) {
            return true;
        }
        String path = guest.toString();
        if (leadsToMount(path)) {
            return true;
        }
        Headroom.need();
        return Files.isDirectory(Path.of(mountOf(path).toHost(path)), LinkOption.NOFOLLOW_LINKS);
    }

    /** Whether the guest path, or something below it, is a mount point: it can be neither removed nor renamed. */
    boolean isBusy(String guest) {
        for (Mount mount : mounts) {
            if (mount.guest().equals(guest) || mount.guest().startsWith(guest + "/")) {
                return true;
            }
        }
        return guest.equals("/");
    }

    /** The mounts through which the process sees the host path. */
    List<Mount> mountsOf(String host) {
        List<Mount> found = new ArrayList<>();
        for (Mount mount : mounts) {
            String place = mount.host().toString();
            if (host.equals(place)
                    || host.startsWith(place + "/")
                    || mount.host().getNameCount() == 0) {
                found.add(mount);
            }
        }
        return found;
    }

    /** Whether the guest path is a folder that is in the private tree only to hold a mount point. When false, the tree is made where it is needed. */
    private boolean leadsToMount(String guest) throws IOException {
        if (tree.isMade() || mountOf(guest) != own) {
            return false;
        }
        if (isBusy(guest)) {
            return true;
        }
        tree.make();
        return false;
    }

    /** Target of the symbolic link at the guest path, or null when there is none. A mount point is never a link. */
    private @Nullable String link(String guest, boolean last) throws IOException {
        Mount mount = mountOf(guest);
        if (mount.guest().equals(guest) || leadsToMount(guest)) {
            return null;
        }
        forgetMoved();
        String host = mount.toHost(guest);
        return plain.contains(host) ? null : linkAt(host, mount, last);
    }

    /** Target of the symbolic link at the host path, or null when there is none. */
    private @Nullable String linkAt(String host, Mount mount, boolean last) throws IOException {
        Headroom.need();
        Path path = Path.of(host);
        BasicFileAttributes attributes;
        try {
            attributes = path.getFileSystem()
                    .provider()
                    .readAttributesIfExists(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException unreadable) {
            return null;
        }
        if (attributes == null) {
            return null;
        }
        if (attributes.isSymbolicLink()) {
            return Files.readSymbolicLink(path).toString();
        }
        // In a mounted folder the host's programs may put a link in the place of a file.
        if (last ? mount == own : attributes.isDirectory()) {
            remember(host);
        }
        return null;
    }

    private void forgetMoved() {
        long now = MOVES.get();
        if (plainSince != now) {
            plain.clear();
            folders.clear();
            plainSince = now;
        }
    }

    private void remember(String host) {
        if (plain.size() > MAX_PLAIN) {
            plain.clear();
        }
        plain.add(host);
    }

    /** Called with the tree lock held alone: links are about to come, or to move. */
    static void namesMove() {
        MOVES.incrementAndGet();
    }

    /** Guest path of a host path, by the mount that is nearest to it; empty when none holds it. */
    String toGuest(String host) {
        String guest = "";
        int nearest = -1;
        for (Mount mount : mounts) {
            String path = mount.toGuest(host);
            int length = mount.host().toString().length();
            if (path != null && length > nearest) {
                guest = path;
                nearest = length;
            }
        }
        return guest;
    }

    private Mount mountOf(String guest) {
        for (Mount mount : mounts) {
            if (mount.holds(guest)) {
                return beyond != null && mount.guest().equals("/") && !isPrivate(guest, mount) ? beyond : mount;
            }
        }
        throw new IllegalStateException("a name space always has a root");
    }

    /** Whether an audited process means its private tree: what is there, or can only be made there. */
    private static boolean isPrivate(String guest, Mount root) {
        if (guest.equals("/")) {
            return true;
        }
        Path here = Path.of(root.toHost(guest));
        Path there = Path.of(guest);
        return exists(here) || !exists(there) && (exists(here.getParent()) || !exists(there.getParent()));
    }

    private static boolean exists(@Nullable Path path) {
        return path != null && Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** Whether a path was found only because the process is audited. */
    boolean isBeyond(Resolved to) {
        return beyond != null && to.mount() == beyond;
    }
}
