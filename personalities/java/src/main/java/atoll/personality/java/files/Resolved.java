package atoll.personality.java.files;

/**
 * Where a guest path leads.
 *
 * @param guest canonical guest path; of a path into a tree that is served, that of its mount
 * @param host the same on the host, free of symbolic links when it was resolved
 * @param rest what is left of the path in a tree that is served
 */
public record Resolved(String guest, String host, Mount mount, String rest) {
    Resolved(String guest, String host, Mount mount) {
        this(guest, host, mount, "");
    }
}
