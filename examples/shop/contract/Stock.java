package shop;

import atoll.contract.Idempotent;

/** What is in store. Both calls may be made again: who loses the stock service in one never knows whether it was done. */
public interface Stock {
    record Good(String name, String title, int cents, int left) {}

    @Idempotent
    Good[] goods();

    /** Takes so many for an order; false: there are not so many, or no such good. For the same order it answers the same again. */
    @Idempotent
    boolean take(String order, String good, int count);
}
