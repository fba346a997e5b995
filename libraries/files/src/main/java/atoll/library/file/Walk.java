package atoll.library.file;

import atoll.contract.file.Attributes;
import atoll.contract.file.FileFault;
import atoll.contract.file.FileKind;
import atoll.contract.file.FileTree;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** One walk along a path, from the root. Links are read as paths of the tree; {@code ..} of the root is the root. */
final class Walk {
    private static final int MOST_LINKS = 40;

    private final FileTree tree;
    private final List<Attributes> at = new ArrayList<>();
    private final Deque<String> left = new ArrayDeque<>();
    private int links;

    private Walk(Root root, String path) throws IOException {
        this.tree = root.tree;
        at.add(root.attributes());
        push(path);
    }

    /** What is at the end of the path, where the root is as it was once seen; a link there is followed if {@code follow}. */
    static Attributes to(Root root, String path, boolean follow) throws IOException {
        Walk walk = new Walk(root, path);
        while (!walk.left.isEmpty()) {
            walk.step(walk.left.pop(), follow);
        }
        return walk.at.getLast();
    }

    private void push(String path) {
        List<String> names = new ArrayList<>();
        for (String name : path.split("/", -1)) {
            if (!name.isEmpty() && !name.equals(".")) {
                names.add(name);
            }
        }
        for (String name : names.reversed()) {
            left.push(name);
        }
    }

    private void step(String name, boolean follow) throws IOException {
        if (name.equals("..")) {
            if (at.getLast().kind() != FileKind.FOLDER) {
                throw FileFault.NOT_A_FOLDER.because(name);
            }
            if (at.size() > 1) {
                at.removeLast();
            }
            return;
        }
        Attributes next = tree.lookup(at.getLast().id(), name);
        if (next.kind() != FileKind.LINK || left.isEmpty() && !follow) {
            at.add(next);
            return;
        }
        links++;
        if (links > MOST_LINKS) {
            throw FileFault.TOO_MANY_LINKS.because(name);
        }
        String target = tree.target(next.id());
        if (target.startsWith("/")) {
            at.subList(1, at.size()).clear();
        }
        push(target);
    }
}
