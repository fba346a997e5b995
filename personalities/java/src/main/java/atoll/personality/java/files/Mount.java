package atoll.personality.java.files;

import atoll.kernel.Capability;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A host file or folder seen by a process, or a tree that another process serves.
 *
 * @param guest absolute guest path, without a slash at the end except for the root
 * @param host real path on the host: no symbolic link in it when it was mounted. Of a tree that is served, one on which
 *     every call fails, so that none that was forgotten does something else
 * @param served the tree, or the name space of trees, if it is one that is served
 */
public record Mount(
        String guest, Path host, boolean writable, @Nullable Capability<?> served) {
    private static final Path NOT_OF_THE_HOST = Path.of("/proc/self/fd/-1/served");

    Mount(String guest, Path host, boolean writable) {
        this(guest, host, writable, null);
    }

    Mount(String guest, Capability<?> served, boolean writable) {
        this(guest, NOT_OF_THE_HOST, writable, served);
    }

    /** Whether {@code path}, absolute and canonical in the name space, lies in this mount. */
    boolean holds(String path) {
        return guest.equals("/") || path.equals(guest) || path.startsWith(guest) && path.charAt(guest.length()) == '/';
    }

    /** Whether {@code path} lies in this mount, where nothing can be mounted: in a served tree, or a file. */
    boolean isIn(String path) {
        return path.startsWith(guest + "/") && (served != null || !Files.isDirectory(host));
    }

    /** Host path of {@code path}, which this mount {@link #holds}. */
    String toHost(String path) {
        if (path.length() <= guest.length()) {
            return host.toString();
        }
        String rest = path.substring(guest.equals("/") ? 1 : guest.length() + 1);
        String base = host.toString();
        return base.endsWith("/") ? base + rest : base + "/" + rest;
    }

    /** Guest path of a host path in this mount, or null when it is not in it. */
    @Nullable String toGuest(String path) {
        String base = host.toString();
        if (!path.equals(base) && !path.startsWith(base.endsWith("/") ? base : base + "/")) {
            return null;
        }
        String rest = path.substring(base.length());
        return guest.equals("/") ? rest : guest + rest;
    }
}
