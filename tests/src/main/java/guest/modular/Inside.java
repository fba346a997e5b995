package guest.modular;

import java.util.function.Supplier;

/** Runs in a named module that {@link guest.Modular} defines. */
public final class Inside implements Supplier<String> {
    @Override
    public String get() {
        int sum = 0;
        for (int i = 0; i < 10; i++) {
            sum += i;
        }
        Supplier<String> inner = () -> Inside.class.getModule().getName() + " reads boot: "
                + Inside.class.getModule().canRead(Object.class.getModule());
        synchronized (String.class) {
            return sum + " " + inner.get();
        }
    }
}
