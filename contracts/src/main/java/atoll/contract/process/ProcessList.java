package atoll.contract.process;

import atoll.contract.Idempotent;
import org.jspecify.annotations.Nullable;

/** The process table, to be looked at. Numbers of processes are never used again. */
public interface ProcessList {
    /** Tells this table from all others, such as that of the next JVM: a random number. */
    @Idempotent
    long table();

    /** The numbers of the processes that live, in order. Cost: a copy. */
    @Idempotent
    int[] living();

    /** What is known of a process; null when none that lives has that number. Cost: a look at each of its threads. */
    @Idempotent
    @Nullable ProcessView look(int pid);

    /** The names of the threads that run in it now, its own and visitors, a thousand at most; none when it is dead. */
    @Idempotent
    String[] threads(int pid);

    /** What it was given, a line for each: the kind of grant and what it is for, without values; none when it is dead. */
    @Idempotent
    String[] grants(int pid);
}
