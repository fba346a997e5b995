package workload;

import atoll.contract.Names;
import atoll.contract.Region;

/** {@code MoveServer NUMBER}: serves "adder" with an object of class NUMBER of these three, which do the same. */
public final class MoveServer {
    private static final int MOST = 1 << 12;

    private static final Region[] KEPT = new Region[MOST];
    private static int kept;

    // What a call without a region leaves behind: one that leaves nothing would not be entered.
    private static final int[] NUMBERS = new int[MOST];
    private static int numbers;

    private MoveServer() {}

    public static void main(String[] args) throws InterruptedException {
        Mover server = switch (Integer.parseInt(args[0])) {
            case 0 -> new A();
            case 1 -> new B();
            default -> new C();
        };
        Names.serve("adder", Mover.class, server);
        System.out.println("serving");
        System.out.flush();
        Thread.sleep(Long.MAX_VALUE);
    }

    static Region last() {
        kept--;
        return KEPT[kept];
    }

    private static final class A implements Mover {
        @Override
        public int call(int i) {
            NUMBERS[numbers++ & MOST - 1] = i;
            return i + 1;
        }

        @Override
        public int move(int i, Region region) {
            KEPT[kept++] = region;
            return i + 1;
        }

        @Override
        public Region pass(Region region) {
            return region;
        }

        @Override
        public int lend(int i, Region region) {
            return i + 1;
        }

        @Override
        public Region back() {
            return last();
        }
    }

    private static final class B implements Mover {
        @Override
        public int call(int i) {
            NUMBERS[numbers++ & MOST - 1] = i;
            return i + 1;
        }

        @Override
        public int move(int i, Region region) {
            KEPT[kept++] = region;
            return i + 1;
        }

        @Override
        public Region pass(Region region) {
            return region;
        }

        @Override
        public int lend(int i, Region region) {
            return i + 1;
        }

        @Override
        public Region back() {
            return last();
        }
    }

    private static final class C implements Mover {
        @Override
        public int call(int i) {
            NUMBERS[numbers++ & MOST - 1] = i;
            return i + 1;
        }

        @Override
        public int move(int i, Region region) {
            KEPT[kept++] = region;
            return i + 1;
        }

        @Override
        public Region pass(Region region) {
            return region;
        }

        @Override
        public int lend(int i, Region region) {
            return i + 1;
        }

        @Override
        public Region back() {
            return last();
        }
    }
}
