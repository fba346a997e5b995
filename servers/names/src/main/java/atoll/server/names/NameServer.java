package atoll.server.names;

import atoll.contract.Names;
import atoll.contract.name.NameBook;
import atoll.contract.name.NameLedger;
import atoll.contract.process.Health;
import java.util.concurrent.CountDownLatch;

/**
 * The server of names. Is given {@code ledger}, where all that it knows is kept, and serves {@code book} and {@code health}.
 * May be killed at any moment: the next one reads the ledger and goes on.
 */
public final class NameServer {
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private NameServer() {}

    public static void main(String[] args) throws InterruptedException {
        Desk desk = new Desk(Names.find("ledger", NameLedger.class));
        Names.serve("health", Health.class, () -> {});
        Names.serve("book", NameBook.class, desk);
        NEVER.await();
    }
}
