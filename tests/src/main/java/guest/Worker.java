package guest;

import atoll.contract.Names;
import atoll.contract.Refused;
import atoll.contract.process.Health;
import java.util.concurrent.CountDownLatch;

/**
 * {@code Worker NAME BEHAVIOUR}: a server that is supervised. It notes "start NAME" in the journal, behaves, serves
 * {@link Work} as "work" and {@link Health} as "health" if it was given them, and notes "end NAME" if it may exit.
 */
public final class Worker implements Work, Health {
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private final String name;
    private final Journal journal;
    private volatile boolean hangs;
    private volatile boolean sick;
    private long count;

    private Worker(String name, Journal journal) {
        this.name = name;
        this.journal = journal;
    }

    public static void main(String[] args) throws Exception {
        Journal journal = Names.find("journal", Journal.class);
        Worker worker = new Worker(args[0], journal);
        journal.note("start " + worker.name);
        switch (args[1]) {
            case "serve" -> {}
            case "fail" -> throw new IllegalStateException("no disk in the drive");
            case "fail twice" -> {
                if (worker.counts() < 3) {
                    throw new IllegalStateException("not yet");
                }
            }
            case "hang once" -> {
                if (worker.counts() == 1) {
                    NEVER.await();
                }
            }
            case "keep" -> worker.keep();
            case "sick" -> worker.sick = true;
            case "done" -> {
                return;
            }
            case "crash" -> System.exit(5);
            default -> throw new IllegalArgumentException(args[1]);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> journal.note("end " + worker.name)));
        serve("health", Health.class, worker);
        serve("work", Work.class, worker);
        NEVER.await();
    }

    private static <C> void serve(String name, Class<C> contract, C server) {
        try {
            Names.serve(name, contract, server);
        } catch (Refused e) {
            // Not this one's.
        }
    }

    /** Takes up the count of who was here before, and hands it on at the end. */
    private void keep() {
        Counter counter = Names.find("counter", Counter.class);
        Count last = counter.load();
        count = last == null ? 0 : last.number();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> counter.save(new Count(next() - 1, name))));
    }

    private synchronized long next() {
        return ++count;
    }

    private long counts() {
        Counter counter = Names.find("counter", Counter.class);
        Count last = counter.load();
        Count next = new Count(last == null ? 1 : last.number() + 1, name);
        counter.save(next);
        return next.number();
    }

    @Override
    public void beat() {
        if (hangs) {
            stay();
        }
        if (sick) {
            throw new IllegalStateException("not well");
        }
    }

    private static void stay() {
        try {
            NEVER.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int add(int a, int b) {
        return a + b;
    }

    @Override
    public String actAgain(String what) {
        return act(what);
    }

    @Override
    public String act(String what) {
        switch (what) {
            case "who" -> {}
            case "count" -> {
                return Long.toString(counts());
            }
            case "next" -> {
                return Long.toString(next());
            }
            case "hang" -> hangs = true;
            case "exit" -> System.exit(4);
            case "throw" -> {
                Thread thread = new Thread(() -> {
                    throw new IllegalStateException("the tape is torn");
                });
                thread.setUncaughtExceptionHandler((t, e) -> {
                    e.printStackTrace();
                    Runtime.getRuntime().halt(9);
                });
                thread.start();
                stay();
            }
            case "stay" -> {
                journal.note("inside " + name);
                stay();
            }
            case "stay once" -> {
                if (counts() == 1) {
                    journal.note("inside " + name);
                    stay();
                }
            }
            default -> throw new IllegalArgumentException(what);
        }
        return name;
    }
}
