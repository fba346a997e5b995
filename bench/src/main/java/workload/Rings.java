package workload;

import atoll.contract.Completion;
import atoll.contract.Names;
import atoll.contract.Ring;

/**
 * {@code Rings WHAT BATCH WARM_MILLIS ROUNDS BATCHES}: has the {@link Adder} given as "adder0" add, by a ring. WHAT is
 * "stream": BATCHES batches a round with two under way, prints the nanoseconds of each round; or "trip": one batch at a time,
 * prints the nanoseconds from the first call of a batch to its last completion. Then "check" and the sum.
 */
public final class Rings {
    private final Ring<Adder> ring;
    private final Adder calls;
    private final int batch;
    private final Completion[] completions;
    private int sum;

    /** Completions of the next batch that were taken with the last. */
    private int ahead;

    private Rings(int batch) {
        this.batch = batch;
        ring = Names.ring("adder0", Adder.class, 2 * batch);
        calls = ring.calls();
        completions = new Completion[batch];
    }

    public static void main(String[] args) throws Exception {
        Rings rings = new Rings(Integer.parseInt(args[1]));
        long warmMillis = Long.parseLong(args[2]);
        int rounds = Integer.parseInt(args[3]);
        int batches = Integer.parseInt(args[4]);
        if (args[0].equals("stream")) {
            rings.stream(warmMillis, rounds, batches);
        } else {
            rings.trips(warmMillis, rounds * batches);
        }
        System.out.println("check " + rings.sum);
        System.out.flush();
        System.exit(0);
    }

    private void stream(long warmMillis, int rounds, int batches) throws InterruptedException {
        warm(warmMillis, batches);
        long[] times = new long[rounds];
        for (int i = 0; i < rounds; i++) {
            long start = System.nanoTime();
            round(batches);
            times[i] = System.nanoTime() - start;
        }
        print(times);
    }

    private void trips(long warmMillis, int count) throws InterruptedException {
        warm(warmMillis, 100);
        long[] times = new long[count];
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime();
            send(i);
            receive(batch);
            times[i] = System.nanoTime() - start;
        }
        print(times);
    }

    private void warm(long millis, int batches) throws InterruptedException {
        long until = System.nanoTime() + millis * 1_000_000;
        while (System.nanoTime() < until) {
            round(batches);
            for (int i = 0; i < 100; i++) {
                send(i);
                receive(batch);
            }
        }
        sum = 0;
    }

    private void round(int batches) throws InterruptedException {
        send(0);
        for (int i = 1; i < batches; i++) {
            send(i);
            receive(batch);
        }
        receive(batch);
    }

    private void send(int number) {
        Adder to = calls;
        for (int i = 0; i < batch; i++) {
            to.add(number, i);
        }
        ring.submit();
    }

    /** Takes {@code count} completions, waiting only for the first of those that are there. */
    private void receive(int count) throws InterruptedException {
        int left = count - ahead;
        while (left > 0) {
            int got = ring.drain(completions);
            if (got == 0) {
                completions[0] = ring.take();
                got = 1;
            }
            for (int i = 0; i < got; i++) {
                sum += completions[i].asInt();
            }
            left -= got;
        }
        ahead = -left;
    }

    private static void print(long[] times) {
        StringBuilder lines = new StringBuilder();
        for (long time : times) {
            lines.append(time).append('\n');
        }
        System.out.print(lines);
    }
}
