package atoll.server.names;

import atoll.contract.name.NameEntry;
import java.util.List;

/** What is put and dropped in one step: views are put before what is bound through them, and dropped after it. */
record Change(List<NameEntry> put, List<NameEntry> dropped) {
    static final Change NONE = new Change(List.of(), List.of());

    boolean isEmpty() {
        return put.isEmpty() && dropped.isEmpty();
    }

    NameEntry[] puts() {
        return put.toArray(new NameEntry[0]);
    }

    long[] drops() {
        long[] ids = new long[dropped.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = dropped.get(i).id();
        }
        return ids;
    }
}
