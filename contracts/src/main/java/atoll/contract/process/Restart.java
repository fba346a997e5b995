package atoll.contract.process;

/** When a child that ended is started again; the words are OTP's. */
public enum Restart {
    /** Always. */
    PERMANENT,
    /** Unless it exited with status 0. */
    TRANSIENT,
    /** Never, also not when it is ended for the sake of another. */
    TEMPORARY
}
