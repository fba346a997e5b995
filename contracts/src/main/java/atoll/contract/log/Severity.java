package atoll.contract.log;

/** How bad what a record tells of is. */
public enum Severity {
    /** For who looks for a mistake. */
    DEBUG,
    /** Something happened, as it should. */
    INFO,
    /** Something is not as it should be, and all goes on. */
    WARNING,
    /** Something was not done. */
    ERROR
}
