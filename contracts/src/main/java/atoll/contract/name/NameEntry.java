package atoll.contract.name;

/** What the server of names knows, as it is kept in the {@link NameLedger}. Ids are never used again. */
public sealed interface NameEntry {
    long id();

    /**
     * One capability for a name space, and what it may do there.
     *
     * @param space several views may show the same
     * @param parent the view that it was made of and ends with; 0 when it was made by the host
     * @param family the view whose room it uses; its own id when it has room of its own
     * @param room names and copies that the family may have; of the view with that id alone
     */
    record View(long id, long space, long parent, long family, int room) implements NameEntry {}

    /**
     * Something that is bound.
     *
     * @param view through which it was bound
     * @param path empty for the root
     * @param rank the lowest of a path is found first
     * @param what number of the gate
     * @param tree the view that it shows, and nothing once that is closed; 0 when it is no tree
     */
    record Binding(long id, long space, long view, String path, long rank, long what, long tree) implements NameEntry {}
}
