package guest;

import atoll.contract.Completion;
import atoll.contract.Names;
import atoll.contract.Ring;
import java.io.IOException;

/** The probe that was given as "probe", each call by way of a ring of the calling thread. */
final class ProbeByRing implements Probe {
    private static final class Mine {
        final Ring<Probe> ring = Names.ring("probe", Probe.class, 3);
        final Probe calls = ring.calls();
        final Synchronous synchronous = new Synchronous(ring);

        Completion await() {
            return synchronous.await(ring.ticket());
        }
    }

    private final Probe gate;
    private final ThreadLocal<Mine> mine = ThreadLocal.withInitial(Mine::new);

    ProbeByRing(Probe gate) {
        this.gate = gate;
    }

    @Override
    public int add(int a, int b) {
        Mine my = mine.get();
        my.calls.add(a, b);
        return my.await().asInt();
    }

    @Override
    public long sum(boolean a, byte b, char c, short d, int e, long f, float g, double h) {
        Mine my = mine.get();
        my.calls.sum(a, b, c, d, e, f, g, h);
        return my.await().asLong();
    }

    @Override
    public Point move(Point point, Colour colour) {
        Mine my = mine.get();
        my.calls.move(point, colour);
        return (Point) my.await().value();
    }

    @Override
    public Shape grow(Shape shape) {
        Mine my = mine.get();
        my.calls.grow(shape);
        return (Shape) my.await().value();
    }

    @Override
    public byte[] raise(byte[] bytes) {
        Mine my = mine.get();
        my.calls.raise(bytes);
        return (byte[]) my.await().value();
    }

    @Override
    public Point[] reversed(Point[] points) {
        Mine my = mine.get();
        my.calls.reversed(points);
        return (Point[]) my.await().value();
    }

    @Override
    public String act(String what) {
        Mine my = mine.get();
        my.calls.act(what);
        return (String) my.await().value();
    }

    @Override
    public void write(String text) throws IOException {
        Mine my = mine.get();
        my.calls.write(text);
        Exception failure = my.await().failure();
        if (failure instanceof IOException e) {
            throw e;
        } else if (failure instanceof RuntimeException e) {
            throw e;
        }
    }

    @Override
    public int twice(Probe probe, int n) {
        Mine my = mine.get();
        // This object is code of the client; the gate is what may cross.
        my.calls.twice(probe == this ? gate : probe, n);
        return my.await().asInt();
    }
}
