package atoll.contract.process;

/**
 * How a supervisor goes about its children.
 *
 * @param intensity deaths of children that had been ready, within {@code periodMillis}; with one more the supervisor ends
 *     all and itself. Negative: no limit
 * @param calmMillis a child that was ready for so long is started again at once, when it dies
 * @param firstDelayMillis the pause before the next start of one that was not, doubled each time
 * @param mostDelayMillis at most so long
 * @param starts after so many starts in a row in which it did not become ready, a child is given up
 */
public record Tree(
        Strategy strategy,
        int intensity,
        long periodMillis,
        long calmMillis,
        long firstDelayMillis,
        long mostDelayMillis,
        int starts) {}
