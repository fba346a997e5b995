package guest;

import atoll.contract.Right;

/** What the tests of methods that only read call; a contract. */
public interface Meter {
    int reading();

    int divided(int by);

    int at(int index);

    String label(int number);

    /** Whose the running code is: see {@code MeterServer}. */
    String who();

    /** Not with every capability. */
    @Right("secret")
    int secret();

    void set(int reading);
}
