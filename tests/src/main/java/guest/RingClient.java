package guest;

import atoll.contract.Completion;
import atoll.contract.Names;
import atoll.contract.PeerDied;
import atoll.contract.Ring;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Asks the probe that it was given as "probe" by a ring. */
public final class RingClient {
    private RingClient() {}

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "account" -> new Account(Long.parseLong(args[1])).run();
            case "virtual" -> {
                Thread thread = Thread.ofVirtual().start(() -> stream("virtual"));
                thread.join();
            }
            case "stream" -> stream("platform");
            case "idle" -> idle();
            case "waits" -> waits();
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void told(String what) {
        System.out.println(what);
        System.out.flush();
    }

    /** Adds until it is killed. */
    private static void stream(String what) {
        Ring<Probe> ring = Names.ring("probe", Probe.class, 64);
        try {
            for (int round = 0; ; round++) {
                for (int i = 0; i < 32; i++) {
                    ring.calls().add(round, i);
                }
                ring.submit();
                for (int i = 0; i < 32; i++) {
                    Checks.same(round + i, ring.take().asInt());
                }
                if (round == 100) {
                    told("streaming " + what);
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Has asked, and does no more; with its ring and an answer that it never takes. */
    private static void idle() throws Exception {
        Ring<Probe> ring = Names.ring("probe", Probe.class, 4);
        ring.calls().move(new Probe.Point(1, 2, "a"), Probe.Colour.RED);
        ring.calls().act("local");
        ring.calls().add(1, 2);
        ring.submit();
        ring.take();
        told("idle");
        Thread.sleep(Long.MAX_VALUE);
        ring.close();
    }

    /** Waits for an answer that never comes, with more behind it. */
    private static void waits() throws Exception {
        Ring<Probe> ring = Names.ring("probe", Probe.class, 4);
        ring.calls().act("sleep");
        ring.calls().add(1, 2);
        ring.submit();
        told("waiting");
        while (ring.underWay() > 0) {
            Completion next = ring.take();
            told(next.ticket() + " " + (next.failure() == null ? next.value() : next.failure()));
        }
        told("am " + System.getProperty("probe.me"));
    }

    /**
     * Calls of all kinds until an 'x' is read, and what became of each ticket. For each line that is read it tells when one
     * more was answered.
     */
    private static final class Account {
        private final Ring<Probe> ring = Names.ring("probe", Probe.class, 32);
        private final Random random;

        /** By ticket: what was called. */
        private final List<Integer> called = new ArrayList<>();

        private final List<Integer> completed = new ArrayList<>();
        private int answered;
        private int wanted;
        private int past;
        private int died;
        private int wrong;

        Account(long seed) {
            random = new Random(seed);
        }

        void run() throws Exception {
            RingClient.told("calling");
            while (!told()) {
                int room = ring.depth() - ring.underWay();
                for (int i = random.nextInt(room + 1); i > 0; i--) {
                    call(random.nextInt(3));
                }
                ring.submit();
                for (int i = random.nextInt(ring.underWay() + 1); i > 0; i--) {
                    took(ring.take());
                }
            }
            while (ring.underWay() > 0) {
                took(ring.take());
            }
            int notOnce = 0;
            for (int times : completed) {
                notOnce += times == 1 ? 0 : 1;
            }
            RingClient.told(
                    "of " + (ring.ticket() + 1 == called.size() ? "all" : ring.ticket() + " and " + called.size())
                            + " not once " + notOnce + " wrong " + wrong + " answered " + (answered > 0) + " died "
                            + (died > 0));
            RingClient.told("tickets " + called.size() + " died " + died);
        }

        private boolean told() throws Exception {
            if (System.in.available() > 0) {
                if (System.in.read() == 'x') {
                    return true;
                }
                wanted = answered + 1;
            }
            if (wanted > 0 && answered >= wanted) {
                wanted = 0;
                RingClient.told("past " + past++);
            }
            return false;
        }

        private void call(int kind) {
            int ticket = called.size();
            switch (kind) {
                case 0 -> ring.calls().add(ticket, 1);
                case 1 -> ring.calls().raise(new byte[] {(byte) (ticket & 63), 5});
                default -> ring.calls().move(new Probe.Point(ticket, 0, "p"), Probe.Colour.GREEN);
            }
            called.add(kind);
            completed.add(0);
        }

        private void took(Completion completion) {
            int ticket = (int) completion.ticket();
            completed.set(ticket, completed.get(ticket) + 1);
            Exception failure = completion.failure();
            if (failure instanceof PeerDied) {
                died++;
            } else if (failure != null || !isRight(ticket, completion)) {
                wrong++;
                RingClient.told("wrong " + completion + " " + failure);
            } else {
                answered++;
            }
        }

        private boolean isRight(int ticket, Completion completion) {
            return switch (called.get(ticket)) {
                case 0 -> completion.asInt() == ticket + 1;
                case 1 -> {
                    byte[] raised = (byte[]) completion.value();
                    yield raised.length == 2 && raised[0] == (ticket & 63) + 1 && raised[1] == 6;
                }
                default -> new Probe.Point(ticket + 1, -1, "pGREEN").equals(completion.value());
            };
        }
    }
}
