package atoll.personality.java.served;

import atoll.contract.file.Attributes;
import atoll.contract.file.FileKind;
import java.atoll.Errno;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One walk along a path in a served tree. Links are paths of the process, and {@code ..} of the root is above the mount; of a name space's tree, both end at its root. */
final class Walk {
    private static final int MOST_LINKS = 40;

    private final ServedTree tree;
    private final boolean follow;

    private final List<String> names = new ArrayList<>();
    private final List<@Nullable Attributes> at = new ArrayList<>();
    private final Deque<String> left = new ArrayDeque<>();
    private int links;
    private boolean straight = true;

    /** Whether the path ends in a name that nothing can be made under. */
    private boolean dot;

    private @Nullable String out;

    private Walk(ServedTree tree, String path, boolean follow) {
        this.tree = tree;
        this.follow = follow;
        push(path);
    }

    static Walk along(ServedTree tree, String path, boolean follow) throws IOException {
        Walk walk = new Walk(tree, path, follow);
        walk.at.add(tree.root());
        while (walk.out == null && !walk.left.isEmpty()) {
            walk.step(walk.left.pop());
        }
        return walk;
    }

    /** The path on, if it leads out of the tree. */
    @Nullable String out() {
        return out;
    }

    Spot spot() {
        Attributes folder = names.isEmpty() || dot ? null : at.get(at.size() - 2);
        return new Spot(tree, List.copyOf(names), folder == null ? null : folder.id(), at.getLast(), straight);
    }

    private void push(String path) {
        int end = path.length();
        while (end > 0) {
            int slash = path.lastIndexOf('/', end - 1);
            if (end - slash > 1) {
                left.push(path.substring(slash + 1, end));
            }
            end = Math.max(slash, 0);
        }
    }

    private void step(String name) throws IOException {
        Attributes here = at.getLast();
        if (here == null || here.kind() != FileKind.FOLDER) {
            throw new Errno(here == null ? Errno.ENOENT : Errno.ENOTDIR);
        }
        dot = name.equals(".") || name.equals("..");
        if (dot) {
            if (name.length() > 1) {
                straight = false;
                up();
            }
            return;
        }
        Attributes next = lookup(here, name);
        if (next == null || next.kind() != FileKind.LINK || left.isEmpty() && !follow) {
            names.add(name);
            at.add(next);
            return;
        }
        straight = false;
        links++;
        if (links > MOST_LINKS) {
            throw new Errno(Errno.ELOOP);
        }
        String target = tree.gate.target(next.id());
        if (target.startsWith("/") && !tree.isClosed()) {
            leave(target);
        } else {
            if (target.startsWith("/")) {
                names.clear();
                at.subList(1, at.size()).clear();
            }
            push(target);
        }
    }

    private @Nullable Attributes lookup(Attributes folder, String name) throws IOException {
        try {
            return tree.gate.lookup(folder.id(), name);
        } catch (IOException e) {
            if (Faults.isAbsent(e)) {
                return null;
            }
            throw e;
        }
    }

    private void up() {
        if (names.isEmpty() && tree.isClosed()) {
            return;
        }
        if (names.isEmpty()) {
            String guest = tree.guest();
            leave(guest.substring(0, Math.max(1, guest.lastIndexOf('/'))));
        } else {
            names.removeLast();
            at.removeLast();
        }
    }

    private void leave(String to) {
        out = left.isEmpty() ? to : to + "/" + String.join("/", left);
    }
}
