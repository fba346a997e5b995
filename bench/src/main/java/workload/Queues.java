package workload;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedTransferQueue;

/**
 * {@code Queues KIND WHAT BATCH WARM_MILLIS ROUNDS BATCHES}: as {@link Rings}, between two threads of a plain JVM by queues
 * of the JDK, one in each direction: "transfer" or "array".
 */
public final class Queues {
    private final BlockingQueue<int[]> there;
    private final BlockingQueue<Integer> back;
    private final int batch;
    private int sum;

    private Queues(boolean transfer, int batch) {
        this.batch = batch;
        there = transfer ? new LinkedTransferQueue<>() : new ArrayBlockingQueue<>(2 * batch);
        back = transfer ? new LinkedTransferQueue<>() : new ArrayBlockingQueue<>(2 * batch);
    }

    public static void main(String[] args) throws Exception {
        Queues queues = new Queues(args[0].equals("transfer"), Integer.parseInt(args[2]));
        int rounds = Integer.parseInt(args[4]);
        int batches = Integer.parseInt(args[5]);
        Thread server = new Thread(queues::serve);
        server.setDaemon(true);
        server.start();
        long until = System.nanoTime() + Long.parseLong(args[3]) * 1_000_000;
        while (System.nanoTime() < until) {
            queues.round(batches);
            queues.trips(100);
        }
        queues.sum = 0;
        long[] times = args[1].equals("stream") ? queues.rounds(rounds, batches) : queues.trips(rounds * batches);
        StringBuilder lines = new StringBuilder();
        for (long time : times) {
            lines.append(time).append('\n');
        }
        System.out.print(lines);
        System.out.println("check " + queues.sum);
    }

    private void serve() {
        try {
            while (true) {
                int[] ab = there.take();
                back.put(ab[0] + ab[1]);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private long[] rounds(int rounds, int batches) throws InterruptedException {
        long[] times = new long[rounds];
        for (int i = 0; i < rounds; i++) {
            long start = System.nanoTime();
            round(batches);
            times[i] = System.nanoTime() - start;
        }
        return times;
    }

    private long[] trips(int count) throws InterruptedException {
        long[] times = new long[count];
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime();
            send(i);
            receive();
            times[i] = System.nanoTime() - start;
        }
        return times;
    }

    private void round(int batches) throws InterruptedException {
        send(0);
        for (int i = 1; i < batches; i++) {
            send(i);
            receive();
        }
        receive();
    }

    private void send(int number) throws InterruptedException {
        for (int i = 0; i < batch; i++) {
            there.put(new int[] {number, i});
        }
    }

    private void receive() throws InterruptedException {
        for (int i = 0; i < batch; i++) {
            sum += back.take();
        }
    }
}
