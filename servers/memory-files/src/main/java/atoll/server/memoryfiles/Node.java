package atoll.server.memoryfiles;

import atoll.contract.file.Attributes;
import atoll.contract.file.FileId;
import atoll.contract.file.FileKind;
import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A file, folder or link. Guarded by the tree. */
final class Node {
    /** What a name and what it stands for take, about; the text of a link comes on top. */
    static final long BYTES = 256;

    private static final long NANOS = 1_000_000_000;

    final FileId id;
    final FileKind kind;

    /** What is in a folder, by name. */
    final TreeMap<String, Node> children = new TreeMap<>();

    /** The bytes of a file; of others empty. */
    final Content content;

    final String target;

    /** The folder that it is in; null for the root, and for what is removed. */
    @Nullable Node parent;

    long modified = now();

    Node(FileId id, FileKind kind, String target, Room room) {
        this.id = id;
        this.kind = kind;
        this.target = target;
        this.content = new Content(room);
    }

    static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * NANOS + now.getNano();
    }

    Attributes attributes() {
        long size = switch (kind) {
            case FILE -> content.size();
            case LINK -> target.length();
            case FOLDER, OTHER -> 0;
        };
        return new Attributes(id, kind, size, modified);
    }

    long bytes() {
        return BYTES + target.length();
    }

    boolean isInOrIs(Node folder) {
        for (Node up = this; up != null; up = up.parent) {
            if (up == folder) {
                return true;
            }
        }
        return false;
    }
}
