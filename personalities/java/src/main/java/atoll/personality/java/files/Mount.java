package atoll.personality.java.files;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A host file or folder seen by a process.
 *
 * @param guest absolute guest path, without a slash at the end except for the root
 * @param host real path on the host: no symbolic link in it when it was mounted
 */
public record Mount(String guest, Path host, boolean writable) {
    /** Whether {@code path}, absolute and canonical in the name space, lies in this mount. */
    boolean holds(String path) {
        return guest.equals("/") || path.equals(guest) || path.startsWith(guest) && path.charAt(guest.length()) == '/';
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
