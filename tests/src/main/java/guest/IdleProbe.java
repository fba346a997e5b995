package guest;

/** A probe that gives back what it gets. */
public class IdleProbe implements Probe {
    @Override
    public int add(int a, int b) {
        return a + b;
    }

    @Override
    public long sum(boolean a, byte b, char c, short d, int e, long f, float g, double h) {
        return 0;
    }

    @Override
    public Point move(Point point, Colour colour) {
        return point;
    }

    @Override
    public Shape grow(Shape shape) {
        return shape;
    }

    @Override
    public byte[] raise(byte[] bytes) {
        return bytes;
    }

    @Override
    public Point[] reversed(Point[] points) {
        return points;
    }

    @Override
    public String act(String what) {
        return what;
    }

    @Override
    public void write(String text) {}

    @Override
    public int twice(Probe probe, int n) {
        return n;
    }
}
