package atoll.personality.java.served;

import atoll.contract.file.Attributes;
import atoll.contract.file.FileId;
import java.atoll.Errno;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a path leads in a served tree.
 *
 * @param names from the root of the tree; no links among them but perhaps the last
 * @param folder where the last name is, or would be; null for what a call cannot make, remove or move: the root
 * @param file what is there; null if nothing is
 * @param straight whether neither a link nor dots are on the way
 */
record Spot(
        ServedTree tree,
        List<String> names,
        @Nullable FileId folder,
        @Nullable Attributes file,
        boolean straight) {
    Attributes there() throws Errno {
        if (file == null) {
            throw new Errno(Errno.ENOENT);
        }
        return file;
    }

    FileId into() throws Errno {
        if (folder == null) {
            throw new Errno(Errno.EBUSY);
        }
        return folder;
    }

    String name() {
        return names.getLast();
    }

    boolean isRoot() {
        return names.isEmpty();
    }

    void writes() throws Errno {
        if (!tree.writable()) {
            throw new Errno(Errno.EACCES);
        }
    }
}
