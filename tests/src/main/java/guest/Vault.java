package guest;

import atoll.contract.Idempotent;
import atoll.contract.Lent;
import atoll.contract.Region;
import atoll.contract.Right;

/** Keeps regions, and does as it is told with those that it is given. */
public interface Vault {
    /** Keeps it, in place of the last one. */
    void put(Region region);

    /** What was kept, and is no longer. */
    Region get();

    Region pass(Region region);

    void two(Region one, Region other);

    void twice(@Lent Region one, @Lent Region other);

    int sum(@Lent Region region);

    @Idempotent
    int peek(@Lent Region region, String what);

    String lent(String what, @Lent Region region);

    String moved(String what, Region region);

    /** What has become of what was kept, or of what was lent last. */
    String about(String what);

    @Right("admit")
    void guarded(Region region);
}
