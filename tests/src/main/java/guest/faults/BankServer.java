package guest.faults;

import atoll.contract.Names;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;

/** Serves {@link Bank} as "bank", by itself with the ledger that it was given, or by asking the bank "next". */
public final class BankServer implements Bank {
    private final ReentrantLock lock = new ReentrantLock();
    private final Ledger ledger;
    private Books books;

    private BankServer(Ledger ledger) {
        this.ledger = ledger;
        Books kept = ledger.load();
        books = kept == null ? new Books(1_000, 0, 0) : kept;
    }

    public static void main(String[] args) throws InterruptedException {
        Bank bank = args.length == 0
                ? new BankServer(Names.find("ledger", Ledger.class))
                : new Branch(Names.find("next", Bank.class));
        Names.serve("bank", Bank.class, bank);
        new CountDownLatch(1).await();
    }

    @Override
    public long move(long amount) {
        lock.lock();
        try {
            Books next = new Books(books.left() - amount, books.right() + amount, books.moves() + 1);
            ledger.save(next);
            books = next;
            return next.moves();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Books books() {
        lock.lock();
        try {
            return books;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public synchronized byte[] raised(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            bytes[i]++;
        }
        return bytes;
    }

    @Override
    public void read() throws IOException {
        // Without a handler, in which a kill would be seen.
        Pipe pipe = Pipe.open();
        pipe.source().read(ByteBuffer.allocate(1));
        Reference.reachabilityFence(pipe);
    }

    /** In the middle of a chain of calls. */
    private record Branch(Bank bank) implements Bank {
        @Override
        public synchronized long move(long amount) {
            return bank.move(amount);
        }

        @Override
        public Books books() {
            return bank.books();
        }

        @Override
        public byte[] raised(byte[] bytes) {
            return bank.raised(bytes);
        }

        @Override
        public void read() throws IOException {
            bank.read();
        }
    }
}
