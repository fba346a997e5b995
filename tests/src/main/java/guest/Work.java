package guest;

import atoll.contract.Idempotent;
import org.jspecify.annotations.Nullable;

/** What supervised servers of the tests do; a contract, as are those inside. */
public interface Work {
    /** The sum. */
    @Idempotent
    int add(int a, int b);

    /** Does what {@code what} says; see {@code Worker}. */
    String act(String what);

    /** As {@link #act}, and may be repeated. */
    @Idempotent
    String actAgain(String what);

    /** Where the test hears what happens, in order. */
    interface Journal {
        void note(String line);
    }

    record Count(long number, String by) {}

    /** Where a worker keeps its count. */
    interface Counter {
        void save(Count count);

        @Nullable Count load();
    }
}
