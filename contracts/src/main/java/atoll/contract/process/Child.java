package atoll.contract.process;

/**
 * A child at one moment.
 *
 * @param pid number of its last process; 0 when there was none yet, negative when none could be made
 * @param alive whether that process lives, or died and the supervisor has not yet acknowledged it
 * @param ready whether it serves, or served when it died, all that it was given to serve
 * @param starts how many processes of it were started
 * @param failures of these the last ones that were never ready
 * @param code exit status of the last process; 0 while that lives
 * @param retired why it is not started any more; empty when it may be
 */
public record Child(
        String name, int pid, boolean alive, boolean ready, int starts, int failures, int code, String retired) {}
