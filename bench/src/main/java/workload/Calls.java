package workload;

import atoll.contract.Names;
import java.util.concurrent.SynchronousQueue;

/**
 * {@code Calls WHERE WHAT ADDERS WARM_MILLIS ROUNDS CALLS}: calls as many {@link Adder}s in turn, CALLS times a round, and
 * prints the nanoseconds of each round, one a line, then "check" and a number that must be the same everywhere. WHERE the
 * adders are: "gates" given by name, "plain" objects of this program, or behind a "virtual" thread.
 */
public final class Calls {
    private static final int BYTES = 64 * 1024;

    private final Adder[] adders;
    private final byte[] bytes = new byte[BYTES];
    private int check;

    private Calls(int count) {
        adders = new Adder[count];
    }

    public static void main(String[] args) throws Exception {
        Calls calls = new Calls(Integer.parseInt(args[2]));
        for (int i = 0; i < calls.adders.length; i++) {
            calls.adders[i] = switch (args[0]) {
                case "gates" -> Names.find("adder" + i, Adder.class);
                case "plain" -> AddServer.make(i);
                case "virtual" -> new Behind();
                default -> throw new IllegalArgumentException(args[0]);
            };
        }
        Runnable measured = () ->
                calls.measure(args[1], Long.parseLong(args[3]), Integer.parseInt(args[4]), Integer.parseInt(args[5]));
        if (args[0].equals("virtual")) {
            Thread.startVirtualThread(measured).join();
        } else {
            measured.run();
        }
        System.exit(0);
    }

    private void measure(String what, long warmMillis, int rounds, int calls) {
        int first = round(what, calls);
        long warm = System.nanoTime() + warmMillis * 1_000_000;
        while (System.nanoTime() < warm) {
            check += round(what, calls);
        }
        long[] times = new long[rounds];
        for (int i = 0; i < rounds; i++) {
            long start = System.nanoTime();
            check += round(what, calls);
            times[i] = System.nanoTime() - start;
        }
        StringBuilder lines = new StringBuilder();
        for (long time : times) {
            lines.append(time).append('\n');
        }
        System.out.print(lines);
        System.out.println("check " + first);
        System.out.flush();
    }

    private int round(String what, int calls) {
        return switch (what) {
            case "add" -> add(calls);
            case "keep" -> keep(calls);
            case "at" -> at(calls);
            default -> throw new IllegalArgumentException(what);
        };
    }

    /** Each call takes what the last one gave, so none can be left out or moved. */
    private int add(int calls) {
        Adder[] all = adders;
        int sum = 0;
        int next = 0;
        for (int i = 0; i < calls; i++) {
            sum = all[next].add(sum, i);
            next = next + 1 == all.length ? 0 : next + 1;
        }
        return sum;
    }

    /** As {@link #add}. */
    private int keep(int calls) {
        Adder[] all = adders;
        int sum = 0;
        int next = 0;
        for (int i = 0; i < calls; i++) {
            sum = all[next].keep(sum, i);
            next = next + 1 == all.length ? 0 : next + 1;
        }
        return sum;
    }

    /** As {@link #add}; every call's bytes are other ones. */
    private int at(int calls) {
        Adder[] all = adders;
        int sum = 0;
        int next = 0;
        for (int i = 0; i < calls; i++) {
            int at = i & BYTES - 1;
            bytes[at] = (byte) (sum + i);
            sum += all[next].at(bytes, at);
            next = next + 1 == all.length ? 0 : next + 1;
        }
        return sum;
    }

    /** Adds on a virtual thread of its own, to which each call is handed. */
    private static final class Behind implements Adder {
        private final SynchronousQueue<int[]> there = new SynchronousQueue<>();
        private final SynchronousQueue<Integer> back = new SynchronousQueue<>();

        Behind() {
            Thread.startVirtualThread(() -> {
                try {
                    while (true) {
                        int[] ab = there.take();
                        back.put(ab[0] + ab[1]);
                    }
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
        }

        @Override
        public int add(int a, int b) {
            try {
                there.put(new int[] {a, b});
                return back.take();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public int keep(int a, int b) {
            return add(a, b);
        }

        @Override
        public int at(byte[] bytes, int at) {
            throw new UnsupportedOperationException();
        }
    }
}
