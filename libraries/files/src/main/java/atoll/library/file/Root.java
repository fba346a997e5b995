package atoll.library.file;

import atoll.contract.file.Attributes;
import atoll.contract.file.FileTree;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where walks in a tree begin. The id of its root is kept until the server says that it is stale. */
final class Root {
    final FileTree tree;

    private volatile @Nullable Attributes known;

    Root(FileTree tree) {
        this.tree = tree;
    }

    /** The id is good, as far as is known; what else is in it may have changed. */
    Attributes attributes() throws IOException {
        Attributes root = known;
        if (root == null) {
            root = tree.root();
            known = root;
        }
        return root;
    }

    void forget() {
        known = null;
    }
}
