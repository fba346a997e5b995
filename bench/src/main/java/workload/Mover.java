package workload;

import atoll.contract.Lent;
import atoll.contract.Region;

/** What the benchmark of calls with regions calls; a contract. Each method costs as little as a method can. */
public interface Mover {
    /** One more, without a region: what the others are compared with. */
    int call(int i);

    /** The same, and the region is the server's. */
    int move(int i, Region region);

    /** The same region again, so that it moves twice. */
    Region pass(Region region);

    /** As {@link #call}, with a region that is lent. */
    int lend(int i, @Lent Region region);

    /** What was moved to it last, and not yet given back. */
    Region back();
}
