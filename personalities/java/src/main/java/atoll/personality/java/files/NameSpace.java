package atoll.personality.java.files;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
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

    /** Counts the calls of all processes that move names. Written with the tree lock held alone. */
    private static final AtomicLong MOVES = new AtomicLong();

    /** Host folders seen to be no symbolic link since {@link #plainSince}. Used with the tree lock held shared. */
    private final Set<String> plainFolders = ConcurrentHashMap.newKeySet();

    private volatile long plainSince = MOVES.get();

    private final PrivateTree tree;

    /** The whole host, behind the private root, for a process that is audited. */
    private final @Nullable Mount beyond;

    /** With {@code audited}, what is not in the tree is looked for on the host. */
    public NameSpace(PrivateTree tree, boolean audited) {
        this.tree = tree;
        this.beyond = audited ? new Mount("/", Path.of("/"), true) : null;
        mounts.add(new Mount("/", tree.root(), true));
    }

    /** Mounts a host file or folder at {@code guest}, in place of what was mounted there; the mount point becomes visible in the private tree. */
    public void mount(String guest, Path host, boolean writable) throws IOException {
        Path real = host.toRealPath();
        String at = guest.length() > 1 && guest.endsWith("/") ? guest.substring(0, guest.length() - 1) : guest;
        if (!at.equals("/")) {
            place(at, Files.isDirectory(real));
        }
        List<Mount> next = new ArrayList<>(mounts);
        next.removeIf(m -> m.guest().equals(at));
        next.add(new Mount(at, real, writable));
        next.sort(Comparator.comparingInt((Mount m) -> m.guest().length()).reversed());
        mounts.clear();
        mounts.addAll(next);
    }

    private void place(String guest, boolean folder) throws IOException {
        Path point = tree.root().resolve(guest.substring(1));
        if (folder) {
            Files.createDirectories(point);
        } else {
            Files.createDirectories(point.getParent());
            if (!Files.exists(point)) {
                Files.createFile(point);
            }
        }
    }

    public List<Mount> mounts() {
        return List.copyOf(mounts);
    }

    /** Resolves an absolute guest path. The last component is followed when it is a link and {@code follow} is set. */
    Resolved resolve(String path, boolean follow) throws IOException {
        Deque<String> left = new ArrayDeque<>();
        push(left, path);
        StringBuilder done = new StringBuilder();
        int links = 0;
        while (!left.isEmpty()) {
            String name = left.pop();
            if (name.equals("..")) {
                done.setLength(Math.max(0, done.lastIndexOf("/")));
                continue;
            }
            int length = done.length();
            done.append('/').append(name);
            boolean last = left.isEmpty();
            if (last && !follow) {
                break;
            }
            String target = link(done.toString(), last);
            if (target != null) {
                if (++links > MAX_LINKS) {
                    throw new FileSystemLoopException(path);
                }
                done.setLength(target.startsWith("/") ? 0 : length);
                push(left, target);
            }
        }
        String guest = done.isEmpty() ? "/" : done.toString();
        Mount mount = mountOf(guest);
        return new Resolved(guest, mount.toHost(guest), mount);
    }

    private static void push(Deque<String> left, String path) {
        String[] names = path.split("/");
        for (int i = names.length - 1; i >= 0; i--) {
            if (!names[i].isEmpty() && !names[i].equals(".")) {
                left.push(names[i]);
            }
        }
    }

    /** Target of the symbolic link at the guest path, or null when there is none. A mount point is never a link. */
    private @Nullable String link(String guest, boolean last) throws IOException {
        Mount mount = mountOf(guest);
        if (mount.guest().equals(guest)) {
            return null;
        }
        String host = mount.toHost(guest);
        if (known(host)) {
            return null;
        }
        Path path = Path.of(host);
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException absent) {
            return null;
        }
        if (attributes.isSymbolicLink()) {
            return Files.readSymbolicLink(path).toString();
        }
        if (!last && attributes.isDirectory()) {
            remember(host);
        }
        return null;
    }

    private boolean known(String host) {
        long now = MOVES.get();
        if (plainSince != now) {
            plainFolders.clear();
            plainSince = now;
        }
        return plainFolders.contains(host);
    }

    private void remember(String host) {
        if (plainFolders.size() > MAX_PLAIN) {
            plainFolders.clear();
        }
        plainFolders.add(host);
    }

    /** Called with the tree lock held alone: names are about to move, or folders to go. */
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
