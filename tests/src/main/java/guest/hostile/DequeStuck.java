package guest.hostile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Is killed in JDK collections that it never leaves by itself: comparing lists of lists of lists, each twice. */
public final class DequeStuck {
    private static final int DEPTH = 60;

    private DequeStuck() {}

    public static void main(String[] args) {
        ArrayDeque<Object> deque = new ArrayDeque<>(List.of(nested()));
        System.out.println("stuck");
        System.out.flush();
        System.out.println(deque.remove(nested()));
    }

    private static List<Object> nested() {
        List<Object> inner = new ArrayList<>();
        for (int i = 0; i < DEPTH; i++) {
            List<Object> outer = new ArrayList<>();
            outer.add(inner);
            outer.add(inner);
            inner = outer;
        }
        return inner;
    }
}
