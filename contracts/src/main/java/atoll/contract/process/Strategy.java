package atoll.contract.process;

/** Who is started again when one child dies; the words are OTP's. */
public enum Strategy {
    /** The child alone. */
    ONE_FOR_ONE,
    /** All children: the others are ended first, the last started first. */
    ONE_FOR_ALL,
    /** The child and those that come after it in start order. */
    REST_FOR_ONE
}
