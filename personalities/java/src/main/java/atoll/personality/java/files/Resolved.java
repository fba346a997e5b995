package atoll.personality.java.files;

/**
 * Where a guest path leads.
 *
 * @param guest canonical guest path
 * @param host the same on the host, free of symbolic links when it was resolved
 */
record Resolved(String guest, String host, Mount mount) {}
