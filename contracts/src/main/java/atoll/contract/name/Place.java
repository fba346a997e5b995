package atoll.contract.name;

/** Where a binding goes among those that its path has already; the words are Plan 9's. */
public enum Place {
    /** The path must have none. */
    NEW,
    /** Is found first. */
    BEFORE,
    /** Is found when those before it have not what is looked for. */
    AFTER,
    /** In place of all that were made through the same capability; there may be no others. */
    REPLACE
}
