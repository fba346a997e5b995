package workload;

import atoll.contract.Names;

/**
 * {@code AddServer NUMBER}: serves "adder" with an object of class NUMBER of these eight, which do the same: a call site
 * that has seen more than two classes is compiled to a real call.
 */
public final class AddServer {
    private AddServer() {}

    public static void main(String[] args) throws InterruptedException {
        Names.serve("adder", Adder.class, make(Integer.parseInt(args[0])));
        System.out.println("serving");
        System.out.flush();
        Thread.sleep(Long.MAX_VALUE);
    }

    static Adder make(int number) {
        return switch (number) {
            case 0 -> new A();
            case 1 -> new B();
            case 2 -> new C();
            case 3 -> new D();
            case 4 -> new E();
            case 5 -> new F();
            case 6 -> new G();
            case 7 -> new H();
            default -> throw new IllegalArgumentException("no class " + number);
        };
    }

    private static final class A implements Adder {
        private int kept;

        @Override
        public int add(int a, int b) {
            return a + b;
        }

        @Override
        public int keep(int a, int b) {
            kept = a + b;
            return kept;
        }

        @Override
        public int at(byte[] bytes, int at) {
            return bytes[at];
        }
    }

    private static final class B implements Adder {
        private int kept;

        @Override
        public int add(int a, int b) {
            return a + b;
        }

        @Override
        public int keep(int a, int b) {
            kept = a + b;
            return kept;
        }

        @Override
        public int at(byte[] bytes, int at) {
            return bytes[at];
        }
    }

    private static final class C implements Adder {
        private int kept;

        @Override
        public int add(int a, int b) {
            return a + b;
        }

        @Override
        public int keep(int a, int b) {
            kept = a + b;
            return kept;
        }

        @Override
        public int at(byte[] bytes, int at) {
            return bytes[at];
        }
    }

    private static final class D implements Adder {
        private int kept;

        @Override
        public int add(int a, int b) {
            return a + b;
        }

        @Override
        public int keep(int a, int b) {
            kept = a + b;
            return kept;
        }

        @Override
        public int at(byte[] bytes, int at) {
            return bytes[at];
        }
    }

    private static final class E implements Adder {
        private int kept;

        @Override
        public int add(int a, int b) {
            return a + b;
        }

        @Override
        public int keep(int a, int b) {
            kept = a + b;
            return kept;
        }

        @Override
        public int at(byte[] bytes, int at) {
            return bytes[at];
        }
    }

    private static final class F implements Adder {
        private int kept;

        @Override
        public int add(int a, int b) {
            return a + b;
        }

        @Override
        public int keep(int a, int b) {
            kept = a + b;
            return kept;
        }

        @Override
        public int at(byte[] bytes, int at) {
            return bytes[at];
        }
    }

    private static final class G implements Adder {
        private int kept;

        @Override
        public int add(int a, int b) {
            return a + b;
        }

        @Override
        public int keep(int a, int b) {
            kept = a + b;
            return kept;
        }

        @Override
        public int at(byte[] bytes, int at) {
            return bytes[at];
        }
    }

    private static final class H implements Adder {
        private int kept;

        @Override
        public int add(int a, int b) {
            return a + b;
        }

        @Override
        public int keep(int a, int b) {
            kept = a + b;
            return kept;
        }

        @Override
        public int at(byte[] bytes, int at) {
            return bytes[at];
        }
    }
}
