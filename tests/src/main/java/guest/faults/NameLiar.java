package guest.faults;

import atoll.contract.Names;
import atoll.contract.name.NameBook;
import atoll.contract.name.NameEntry;
import atoll.contract.name.NameLedger;
import atoll.contract.name.Place;
import atoll.contract.process.Health;
import java.util.concurrent.CountDownLatch;

/**
 * A server of names that binds as it is asked, without any rule, and finds everywhere what is bound anywhere; and one that
 * writes into the ledger too late.
 */
public final class NameLiar implements NameBook {
    private final NameLedger ledger = Names.find("ledger", NameLedger.class);
    private final long taken = ledger.take();
    private final boolean late;
    private volatile String outcome = "none";

    private NameLiar(boolean late) {
        this.late = late;
    }

    public static void main(String[] args) throws InterruptedException {
        NameBook liar = new NameLiar(args[0].equals("late"));
        Names.serve("health", Health.class, () -> {});
        Names.serve("book", NameBook.class, liar);
        new CountDownLatch(1).await();
    }

    private NameEntry.View view(long id) {
        return (NameEntry.View) ledger.entries(taken, id - 1, 1)[0];
    }

    @Override
    public void bind(long request, long view, String path, long what, long tree, Place place) {
        if (late && path.startsWith("/late")) {
            try {
                Thread.sleep(1_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        NameEntry made = new NameEntry.Binding(
                (taken << 32) + request, view(view).space(), view, path.equals("/") ? "" : path, 0, what, tree);
        outcome = "" + ledger.change(taken, request, new NameEntry[] {made}, new long[0]);
    }

    @Override
    public void unbind(long request, long view, String path, long what) {
        // Says that it was done.
    }

    @Override
    public void open(long request, long from, NameEntry.View made, boolean copies) {
        ledger.change(taken, request, new NameEntry[] {made}, new long[0]);
    }

    @Override
    public void close(long request, long view) {
        ledger.change(taken, request, new NameEntry[0], new long[] {view});
    }

    /** {@code /all/N} is the Nth binding there is; {@code /both/N/M} leads from one to another. */
    @Override
    public long[] find(long view, String path, int number) {
        String[] names = path.split("/");
        long[] chain = new long[names.length - 2];
        for (int i = 0; i < chain.length; i++) {
            int left = Integer.parseInt(names[i + 2]);
            for (NameEntry entry : ledger.entries(taken, 0, 1_000)) {
                if (entry instanceof NameEntry.Binding && left-- == 0) {
                    chain[i] = entry.id();
                }
            }
        }
        return chain;
    }

    @Override
    public String covering(long view, String path) {
        return outcome;
    }

    @Override
    public String[] list(long view, String path, String after, int most) {
        return new String[0];
    }
}
