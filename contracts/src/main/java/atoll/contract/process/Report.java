package atoll.contract.process;

/**
 * What a supervisor did about a death, or why it did nothing.
 *
 * @param number counted from 1 on by the log, 0 before
 * @param atMillis milliseconds since 1970
 * @param child empty when it is about all
 * @param cause what happened and what follows, one line
 * @param lastWords as in {@link Event.Died}
 * @param restarts how often the child was started again so far
 */
public record Report(
        long number,
        long atMillis,
        Verdict verdict,
        String child,
        int pid,
        String cause,
        String lastWords,
        int restarts) {}
