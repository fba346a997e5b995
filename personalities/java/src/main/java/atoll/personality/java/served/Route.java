package atoll.personality.java.served;

import org.jspecify.annotations.Nullable;

/**
 * Where a path of a process leads.
 *
 * @param spot in a served tree; null if it leads to the host
 * @param led the path without the links in served trees that lead out of them
 */
record Route(@Nullable Spot spot, String led) {}
