package guest.hostile;

import atoll.contract.CallFailed;
import atoll.contract.Completion;
import atoll.contract.Names;
import atoll.contract.Region;
import atoll.contract.Ring;
import guest.Vault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A client that has regions in the calls of a ring, and uses both as it must not. */
public final class RegionRingThief {
    private static final int SIZE = 4096;
    private static final int DEPTH = 64;
    private static final int LARGE = 1 << 20;
    private static final int DIVES = 24;
    private static final int CALLS = 60;

    /** Frames between two calls on the way back: together more than a call makes sure of. */
    private static final int FRAMES = 12;

    private static final int RACES = 200;

    private static final Map<String, Attempt> ATTEMPTS = Map.of(
            "hoards", RegionRingThief::hoards,
            "hoardsAnswers", RegionRingThief::hoardsAnswers,
            "twoRings", RegionRingThief::twoRings,
            "dropped", RegionRingThief::dropped,
            "edge", RegionRingThief::edge);

    private RegionRingThief() {}

    public static void main(String[] args) throws Exception {
        Attempt.main(args, ATTEMPTS);
    }

    private static Ring<Vault> ring() {
        return Names.ring("vault", Vault.class, DEPTH);
    }

    /** What was given away in a call that is not made yet counts. */
    private static String hoards() {
        List<Region> all = new ArrayList<>();
        try (Ring<Vault> ring = ring()) {
            while (true) {
                Region region = Region.allocate(LARGE);
                all.add(region);
                if (all.size() % 2 == 0) {
                    ring.calls().put(region);
                } else {
                    ring.calls().sum(region);
                }
            }
        } catch (OutOfMemoryError e) {
            // The ring is closed, and they are one's own again.
            all.forEach(Region::close);
            return all.size() + " " + e.getMessage().replaceAll("process \\d+", "process");
        }
    }

    /** What the server has answered and nobody takes counts. */
    private static String hoardsAnswers() throws InterruptedException {
        Ring<Vault> ring = ring();
        int got = 0;
        try {
            while (true) {
                ring.calls().put(Region.allocate(LARGE));
                ring.calls().get();
                ring.submit();
                got++;
            }
        } catch (OutOfMemoryError e) {
            return got >= 8 ? "refused" : Attempt.ESCAPED + got;
        } finally {
            while (ring.underWay() > 0) {
                if (ring.take().value() instanceof Region region) {
                    region.close();
                }
            }
        }
    }

    /** Two rings have it at a time. */
    private static String twoRings() {
        Region region = Region.allocate(SIZE);
        try (Ring<Vault> one = ring();
                Ring<Vault> other = ring()) {
            one.calls().sum(region);
            other.calls().put(region);
            return Attempt.ESCAPED + "twice";
        } catch (IllegalStateException e) {
            region.close();
            return e.getMessage();
        }
    }

    /** Closes rings while calls are in the server: the region is there or here, and the bytes are one's own. */
    private static String dropped() {
        int there = 0;
        for (int i = 0; i < RACES; i++) {
            Region region = Region.allocate(SIZE);
            Region lent = Region.allocate(SIZE);
            Ring<Vault> ring = ring();
            ring.calls().moved("guard", region);
            ring.calls().lent("store", lent);
            ring.submit();
            for (int j = 0; j < i * 10; j++) {
                Thread.onSpinWait();
            }
            ring.close();
            if (region.isUsable()) {
                region.putInt(0, i);
                if (region.getInt(0) != i) {
                    return Attempt.ESCAPED + "written to";
                }
                region.close();
            } else {
                there++;
            }
            lent.putInt(0, -1);
            if (lent.getInt(0) != -1) {
                return Attempt.ESCAPED + "written to after the call";
            }
            lent.close();
        }
        return there >= 0 ? "here or there" : "";
    }

    // -- the end of the stack

    private static final class Diver {
        final int step;
        final Ring<Vault> ring = ring();
        final List<Region> regions = new ArrayList<>();
        int overflows;
        int made;

        /** Kept without a call, which could overflow and lose it. */
        final Completion[] taken = new Completion[CALLS];

        int takes;
        boolean atTheEnd;

        Diver(int step) {
            this.step = step;
        }

        int dive() {
            int below = 0;
            try {
                below = dive();
            } catch (StackOverflowError e) {
                atTheEnd = true;
            }
            if (atTheEnd && below < CALLS * FRAMES && below % FRAMES == 0) {
                one(regions.get(below / FRAMES));
            }
            return below + 1;
        }

        private void one(Region region) {
            try {
                switch (step % 4) {
                    case 0 -> ring.calls().put(region);
                    case 1 -> ring.calls().pass(region);
                    case 2 -> ring.calls().sum(region);
                    default -> ring.calls().lent("store", region);
                }
                ring.submit();
                made++;
                Completion next = ring.poll();
                if (next != null) {
                    taken[takes++] = next;
                }
            } catch (StackOverflowError | CallFailed | IllegalStateException e) {
                overflows++;
            }
        }

        /** With stack enough: each call completes, and what was only lent is here. */
        String look() throws InterruptedException {
            ring.submit();
            while (ring.underWay() > 0) {
                taken[takes++] = ring.take();
            }
            for (int i = 0; i < takes; i++) {
                if (taken[i].failure() == null && step % 4 == 1) {
                    ((Region) taken[i].value()).close();
                }
            }
            ring.close();
            for (Region region : regions) {
                boolean here = region.isUsable();
                if (!here && step % 4 >= 2) {
                    return Attempt.ESCAPED + "step " + step + ": " + region;
                }
                if (here) {
                    region.putInt(0, 1);
                    region.close();
                }
            }
            return "";
        }
    }

    /** Everything that is done for a call, at each depth near the end of the stack. */
    private static String edge() throws Exception {
        int overflows = 0;
        int made = 0;
        for (int i = 0; i < DIVES; i++) {
            int step = i;
            List<String> wrong = new ArrayList<>();
            int[] counts = new int[2];
            Thread thread = new Thread(
                    null,
                    () -> {
                        Diver diver = new Diver(step);
                        for (int j = 0; j < CALLS; j++) {
                            diver.regions.add(Region.allocate(SIZE));
                        }
                        diver.dive();
                        counts[0] = diver.overflows;
                        counts[1] = diver.made;
                        try {
                            wrong.add(diver.look());
                        } catch (InterruptedException | RuntimeException e) {
                            wrong.add(e.toString());
                        }
                    },
                    "edge",
                    256 * 1024 + i * 16L);
            thread.start();
            thread.join();
            if (!wrong.equals(List.of(""))) {
                return Attempt.ESCAPED + wrong;
            }
            overflows += counts[0];
            made += counts[1];
        }
        return overflows >= DIVES && made >= DIVES ? "whole" : overflows + " overflows, " + made + " not";
    }
}
