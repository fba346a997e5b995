package atoll.system.service;

/** What a name service keeps, for tests that want nothing to stay. */
public final class LedgerCount {
    private LedgerCount() {}

    public static int entries(NameService names) {
        return names.ledger.size();
    }

    public static int gates(NameService names) {
        return names.ledger.gates();
    }

    public static int requests(NameService names) {
        return names.ledger.underWay();
    }
}
