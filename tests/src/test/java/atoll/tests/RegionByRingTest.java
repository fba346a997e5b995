package atoll.tests;

import atoll.kernel.Capability;
import guest.ByRing;
import guest.Vault;

/** All of {@link RegionTest} by the asynchronous form of the contract. */
class RegionByRingTest extends RegionTest {
    @Override
    Vault through(Capability<Vault> capability) {
        return ByRing.of(Vault.class, () -> capability.ring(ByRing.depth()));
    }
}
