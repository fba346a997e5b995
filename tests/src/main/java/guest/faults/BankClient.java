package guest.faults;

import atoll.contract.Completion;
import atoll.contract.Names;
import atoll.contract.Ring;

/** {@code BankClient calls|ring N}: moves 1 so often through "bank", says "done" and exits, 0 if all was right. */
public final class BankClient {
    private BankClient() {}

    public static void main(String[] args) throws InterruptedException {
        int moves = Integer.parseInt(args[1]);
        long last = args[0].equals("ring") ? byRing(moves) : byCalls(moves);
        System.out.println("done " + last);
        System.exit(last >= moves ? 0 : 1);
    }

    private static long byCalls(int moves) {
        Bank bank = Names.find("bank", Bank.class);
        long last = 0;
        for (int i = 0; i < moves; i++) {
            long now = bank.move(1);
            if (now <= last || bank.raised(new byte[] {1, 2})[1] != 3) {
                return -1;
            }
            last = now;
        }
        return last;
    }

    private static long byRing(int moves) throws InterruptedException {
        Ring<Bank> ring = Names.ring("bank", Bank.class, 4);
        long last = 0;
        int called = 0;
        int taken = 0;
        while (taken < moves) {
            while (called < moves && ring.underWay() + 1 < ring.depth() && called - taken < 3) {
                ring.calls().move(1);
                called++;
            }
            ring.submit();
            Completion completion = ring.take();
            if (completion.failure() != null || completion.asLong() <= last) {
                return -1;
            }
            last = completion.asLong();
            taken++;
        }
        return last;
    }
}
