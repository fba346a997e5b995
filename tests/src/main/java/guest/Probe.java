package guest;

import atoll.contract.Idempotent;
import atoll.contract.Right;
import java.io.IOException;

/** What the tests of gates call; a contract. */
public interface Probe {
    record Point(int x, int y, String name) {}

    sealed interface Shape permits Circle, Pair {}

    record Circle(Point centre, double radius) implements Shape {}

    record Pair(Shape first, Shape second) implements Shape {}

    enum Colour {
        RED,
        GREEN
    }

    int add(int a, int b);

    long sum(boolean a, byte b, char c, short d, int e, long f, float g, double h);

    Point move(Point point, Colour colour);

    Shape grow(Shape shape);

    @Idempotent
    byte[] raise(byte[] bytes);

    Point[] reversed(Point[] points);

    /** Does what {@code what} says, and tells what there is to tell; see {@code ProbeServer}. */
    String act(String what);

    @Right("write")
    void write(String text) throws IOException;

    /** Calls the probe back. */
    int twice(Probe probe, int n);
}
