package workload;

import atoll.contract.Names;
import atoll.contract.PeerDied;

/** {@code Stormed MILLIS}: calls an adder for so long, whatever becomes of it; prints the calls that were answered and the others. */
public final class Stormed {
    private static final int BATCH = 1_000;

    private Stormed() {}

    public static void main(String[] args) {
        Adder adder = Names.find("adder", Adder.class);
        long calls = 0;
        long broken = 0;
        long end = System.nanoTime() + Long.parseLong(args[0]) * 1_000_000;
        while (System.nanoTime() - end < 0) {
            try {
                calls += batch(adder);
            } catch (PeerDied e) {
                broken++;
            }
        }
        System.out.println(calls + " " + broken);
    }

    private static int batch(Adder adder) {
        int sum = 0;
        for (int i = 0; i < BATCH; i++) {
            int next = adder.keep(sum, i);
            if (next != sum + i) {
                throw new IllegalStateException(sum + " + " + i + " = " + next);
            }
            sum = next;
        }
        return BATCH;
    }
}
