package atoll.contract.name;

/**
 * What outlives the server of names: its entries, kept by the system. Whoever {@link #take}s it last may write; an error for
 * those before.
 */
public interface NameLedger {
    /** Makes the caller the one who writes; returns the number that it shows from now on. */
    long take();

    /** Entries with ids above {@code after}, in their order, at most {@code most}; fewer only at the end. Cost: a copy. */
    NameEntry[] entries(long taken, long after, int most);

    /** The requests under way whose change is made already: by a server before this one. */
    long[] done(long taken);

    /**
     * Puts and drops entries, all at once, and notes that the request is done. False, and nothing happens, when nobody waits
     * for the request any more.
     */
    boolean change(long taken, long request, NameEntry[] put, long[] drop);
}
