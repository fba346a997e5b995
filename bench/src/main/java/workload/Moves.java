package workload;

import atoll.contract.Names;
import atoll.contract.Region;
import atoll.contract.Ring;

/**
 * {@code Moves WHAT MOVERS WARM_MILLIS ROUNDS CALLS}: calls as many {@link Mover}s in turn, CALLS times a round, and prints the
 * nanoseconds of each round, one a line, then "check" and what the calls have counted. The regions, of 64 KB,
 * are given back after a round. WHAT: "call", "move", "pass" or "lend"; "ring", which lends to the first by a ring, a batch after
 * the other with two under way.
 */
public final class Moves {
    private static final int BYTES = 64 * 1024;
    private static final int BATCH = 64;

    private final Mover[] movers;
    private final String what;
    private final Region[] regions;
    private final Ring<Mover> ring = Names.ring("adder0", Mover.class, 2 * BATCH);

    private Moves(String what, int movers, int calls) {
        this.what = what;
        this.movers = new Mover[movers];
        for (int i = 0; i < movers; i++) {
            this.movers[i] = Names.find("adder" + i, Mover.class);
        }
        regions = new Region[calls];
        for (int i = 0; i < calls; i++) {
            regions[i] = Region.allocate(BYTES);
        }
    }

    public static void main(String[] args) throws InterruptedException {
        Moves moves = new Moves(args[0], Integer.parseInt(args[1]), Integer.parseInt(args[4]));
        long warm = System.nanoTime() + Long.parseLong(args[2]) * 1_000_000;
        while (System.nanoTime() < warm) {
            moves.round();
        }
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < Integer.parseInt(args[3]); i++) {
            lines.append(moves.round()).append('\n');
        }
        System.out.print(lines);
        System.out.println("check " + moves.regions.length);
        System.out.flush();
        System.exit(0);
    }

    private long round() throws InterruptedException {
        long start = System.nanoTime();
        int counted = switch (what) {
            case "call" -> call();
            case "move" -> move();
            case "pass" -> pass();
            case "ring" -> ring();
            default -> lend();
        };
        long time = System.nanoTime() - start;
        if (counted != regions.length) {
            throw new IllegalStateException(counted + " of " + regions.length);
        }
        if (what.equals("move")) {
            for (int i = regions.length - 1; i >= 0; i--) {
                regions[i] = movers[i % movers.length].back();
            }
        }
        return time;
    }

    private int call() {
        int sum = 0;
        int next = 0;
        for (int i = 0; i < regions.length; i++) {
            sum = movers[next].call(sum);
            next = next + 1 == movers.length ? 0 : next + 1;
        }
        return sum;
    }

    private int move() {
        int sum = 0;
        int next = 0;
        for (Region region : regions) {
            sum = movers[next].move(sum, region);
            next = next + 1 == movers.length ? 0 : next + 1;
        }
        return sum;
    }

    private int pass() {
        int sum = 0;
        int next = 0;
        for (int i = 0; i < regions.length; i++) {
            regions[i] = movers[next].pass(regions[i]);
            sum++;
            next = next + 1 == movers.length ? 0 : next + 1;
        }
        return sum;
    }

    private int ring() throws InterruptedException {
        int sum = 0;
        int sent = 0;
        int taken = 0;
        while (taken < regions.length) {
            while (sent < regions.length && sent - taken <= BATCH) {
                int end = Math.min(sent + BATCH, regions.length);
                for (; sent < end; sent++) {
                    ring.calls().lend(sent, regions[sent]);
                }
                ring.submit();
            }
            sum += ring.take().asInt() - taken;
            taken++;
        }
        return sum;
    }

    private int lend() {
        int sum = 0;
        int next = 0;
        for (Region region : regions) {
            sum = movers[next].lend(sum, region);
            next = next + 1 == movers.length ? 0 : next + 1;
        }
        return sum;
    }
}
