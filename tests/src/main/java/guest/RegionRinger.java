package guest;

import atoll.contract.Names;
import atoll.contract.Region;
import atoll.contract.Ring;

/** A client with regions in calls, of a ring but for one, which says how far they are and waits to be killed. */
public final class RegionRinger {
    private static final int SIZE = 1000;
    private static final int DEPTH = 16;
    private static final int CALLS = 6;

    private RegionRinger() {}

    public static void main(String[] args) throws InterruptedException {
        Ring<Vault> ring = Names.ring("vault", Vault.class, DEPTH);
        switch (args[0]) {
            case "gathered" -> gather(ring.calls());
            case "sent" -> {
                gather(ring.calls());
                ring.submit();
            }
            case "inside" -> {
                for (int i = 0; i < 2; i++) {
                    ring.calls().put(Region.allocate(SIZE));
                }
                ring.calls().lent("sleep", Region.allocate(SIZE));
                ring.calls().put(Region.allocate(SIZE));
                ring.submit();
            }
            case "gate" -> Names.find("vault", Vault.class).sum(Region.allocate(SIZE));
            case "answered" -> answer(ring);
            case "calls" -> System.exit(calls(ring) ? 0 : 1);
            default -> throw new IllegalArgumentException(args[0]);
        }
        System.out.println(args[0]);
        System.out.flush();
        Thread.sleep(Long.MAX_VALUE);
    }

    /** Lends, moves and takes back, some under way at a time; whether all was right. */
    private static boolean calls(Ring<Vault> ring) throws InterruptedException {
        for (int i = 0; i < CALLS; i++) {
            Region lent = Region.allocate(SIZE);
            lent.fill(0, SIZE, (byte) 1);
            Region moved = Region.allocate(SIZE);
            moved.putInt(0, i);
            ring.calls().sum(lent);
            ring.calls().pass(moved);
            ring.calls().put(Region.allocate(SIZE));
            ring.submit();
            boolean summed = ring.take().asInt() == SIZE;
            Region back = (Region) ring.take().value();
            if (!summed
                    || back == null
                    || back.getInt(0) != i + 1
                    || moved.isUsable()
                    || ring.take().value() != null) {
                return false;
            }
            lent.close();
            back.close();
        }
        return true;
    }

    private static void gather(Vault later) {
        for (int i = 0; i < 2; i++) {
            later.put(Region.allocate(SIZE));
            later.sum(Region.allocate(SIZE));
        }
    }

    /** Calls are made in order: when the last is over, the others are answered. */
    private static void answer(Ring<Vault> ring) {
        for (int i = 0; i < 4; i++) {
            ring.calls().put(Region.allocate(SIZE));
            ring.calls().get();
        }
        Region last = Region.allocate(SIZE);
        ring.calls().lent("store", last);
        ring.submit();
        while (!last.isUsable()) {
            Thread.onSpinWait();
        }
        last.close();
    }
}
