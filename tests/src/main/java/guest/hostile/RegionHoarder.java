package guest.hostile;

import atoll.contract.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;

/** Wants more memory in regions than it was granted. */
public final class RegionHoarder {
    private static final int SIZE = 1 << 20;
    private static final int RACES = 100;
    private static final int THREADS = 4;

    private static final Map<String, Attempt> ATTEMPTS =
            Map.of("alone", RegionHoarder::alone, "together", RegionHoarder::together);

    private RegionHoarder() {}

    public static void main(String[] args) throws Exception {
        Attempt.main(args, ATTEMPTS);
    }

    private static String alone() {
        List<Region> all = new ArrayList<>();
        OutOfMemoryError refusal = hoard(all);
        all.forEach(Region::close);
        return all.size() + " " + refusal.getMessage().replaceAll("process \\d+", "process");
    }

    /** As much as it gets. */
    private static OutOfMemoryError hoard(List<Region> all) {
        while (true) {
            try {
                all.add(Region.allocate(SIZE));
            } catch (OutOfMemoryError e) {
                return e;
            }
        }
    }

    /** Threads that are let go at the same time, and stop when they are refused: how many regions they get at most, and at least. */
    private static String together() throws Exception {
        int most = 0;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < RACES; i++) {
            CyclicBarrier start = new CyclicBarrier(THREADS);
            List<FutureTask<List<Region>>> hoarders = new ArrayList<>();
            for (int j = 0; j < THREADS; j++) {
                FutureTask<List<Region>> hoarder = new FutureTask<>(() -> {
                    List<Region> mine = new ArrayList<>();
                    start.await();
                    hoard(mine);
                    return mine;
                });
                hoarders.add(hoarder);
                new Thread(hoarder).start();
            }
            List<Region> all = new ArrayList<>();
            for (FutureTask<List<Region>> hoarder : hoarders) {
                all.addAll(hoarder.get());
            }
            most = Math.max(most, all.size());
            least = Math.min(least, all.size());
            all.forEach(Region::close);
        }
        return least + " to " + most;
    }
}
