package guest.faults;

import atoll.contract.Names;
import atoll.contract.Refused;
import java.io.IOException;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** {@code Rogue hang|slow|lie|threads|channels|impostor}: serves {@link Bank} as "bank", badly, or tries to without the right. */
public final class Rogue implements Bank {
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private final String how;
    private final List<Object> kept = new ArrayList<>();
    private byte[] given = {};
    private long moves;

    private Rogue(String how) {
        this.how = how;
    }

    public static void main(String[] args) throws InterruptedException {
        Rogue rogue = new Rogue(args[0]);
        if (args[0].equals("impostor")) {
            System.exit(rogue.refusals() == 3 ? 0 : 1);
        }
        Names.serve("bank", Bank.class, rogue);
        NEVER.await();
    }

    /** Of a program that was given the bank to call, and nothing to serve. */
    private int refusals() {
        int refused = 0;
        for (String name : new String[] {"bank", "ledger", "health"}) {
            try {
                Names.serve(name, Bank.class, this);
            } catch (Refused e) {
                refused++;
            }
        }
        return refused;
    }

    @Override
    public long move(long amount) {
        moves++;
        switch (how) {
            case "hang" -> {
                while (true) {
                    LockSupport.park(this);
                }
            }
            case "slow" -> {
                long until = System.nanoTime() + amount * 1_000_000;
                while (System.nanoTime() - until < 0) {
                    LockSupport.parkNanos(this, until - System.nanoTime());
                }
                return amount;
            }
            case "lie" -> {
                return -moves;
            }
            case "threads" -> {
                while (true) {
                    Thread thread = new Thread(() -> LockSupport.park(NEVER));
                    thread.setDaemon(true);
                    thread.start();
                    kept.add(thread);
                }
            }
            case "channels" -> {
                for (int i = 0; i < amount; i++) {
                    try {
                        kept.add(Pipe.open());
                    } catch (IOException e) {
                        return i;
                    }
                }
                return kept.size();
            }
            default -> {
                return moves;
            }
        }
    }

    /** Of the right type, and no bank's. */
    @Override
    public Books books() {
        return how.equals("lie") ? moves++ % 2 == 0 ? null : new Books(Long.MIN_VALUE, 3, -7) : new Books(1_000, 0, 0);
    }

    /** It changes what it gave and what it was given, later. */
    @Override
    public byte[] raised(byte[] bytes) {
        for (int i = 0; i < given.length; i++) {
            given[i] = 66;
        }
        given = bytes;
        return bytes;
    }

    @Override
    public void read() throws IOException {
        throw new IOException("no bank reads");
    }
}
