package atoll.tests;

import atoll.contract.Region;
import guest.Vault;

/** A vault of the host, which keeps nothing. */
class HostVault implements Vault {
    @Override
    public void put(Region region) {
        region.close();
    }

    @Override
    public Region get() {
        return Region.allocate(1);
    }

    @Override
    public Region pass(Region region) {
        return region;
    }

    @Override
    public void two(Region one, Region other) {
        one.close();
        other.close();
    }

    @Override
    public void twice(Region one, Region other) {
        one.copy(0, other, 0, one.size());
    }

    @Override
    public int sum(Region region) {
        return region.size();
    }

    @Override
    public int peek(Region region, String what) {
        return region.getInt(0) + 1;
    }

    @Override
    public String lent(String what, Region region) {
        return what;
    }

    @Override
    public String moved(String what, Region region) {
        return what;
    }

    @Override
    public String about(String what) {
        return what;
    }

    @Override
    public void guarded(Region region) {
        region.close();
    }
}
