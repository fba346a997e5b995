package workload;

import atoll.contract.Names;
import atoll.contract.PeerDied;
import atoll.contract.Region;
import atoll.contract.block.BlockDevice;
import atoll.contract.file.FileSpace;
import atoll.contract.file.FileTree;
import atoll.library.file.OpenFile;
import atoll.library.file.Volume;
import atoll.library.net.Connection;
import atoll.library.net.Network;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/**
 * {@code StormLoad KIND ARGS...}: a client of one server, whatever becomes of that. For each line on its standard input, a number of
 * milliseconds, it works so long, without a rest; then it looks whether all is as it must be, and prints: what it did, in bytes or
 * calls; the nanoseconds that took, and the longest piece of it; the errors that it was told; the pieces that were wrong.
 */
public final class StormLoad {
    /** A piece of work that fails so often in a row is not done at all. */
    private static final int MOST_TRIES = 1_000;

    /** What is written: from some place of this on. */
    private static final byte[] POOL = new byte[1 << 20];

    private final Load load;
    private long errors;
    private long wrong;

    private StormLoad(Load load) {
        this.load = load;
    }

    interface Load {
        /** Does one piece of work, or does it again when it failed; how much that is. -1: something was wrong. */
        long once() throws IOException;

        /** How many pieces of those that were done are not as they must be. Not timed. */
        default long check() throws IOException {
            return 0;
        }
    }

    public static void main(String[] args) throws IOException {
        new Random(1).nextBytes(POOL);
        int size = args.length == 1 ? 0 : Integer.parseInt(args[1]);
        StormLoad storm = new StormLoad(
                switch (args[0]) {
                    case "blockreads" -> new Reads(new Blocks(size));
                    case "blockwrites" -> new Writes(new Blocks(size));
                    case "filereads" -> new Reads(new InFile(size));
                    case "filewrites" -> new Writes(new InFile(size));
                    case "paths" -> new Paths(size);
                    case "echo" -> new Echo(size, Integer.parseInt(args[2]));
                    default -> StormCalls.make(args);
                });
        System.out.println("ready");
        System.out.flush();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(storm.round(Long.parseLong(line)));
            System.out.flush();
        }
    }

    private String round(long millis) throws IOException {
        errors = 0;
        wrong = 0;
        long done = 0;
        long longest = 0;
        long start = System.nanoTime();
        long end = start + millis * 1_000_000;
        long now = start;
        do {
            long before = now;
            done += piece();
            now = System.nanoTime();
            longest = Math.max(longest, now - before);
        } while (now - end < 0);
        wrong += load.check();
        return done + " " + (now - start) + " " + longest + " " + errors + " " + wrong;
    }

    private long piece() throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                long done = load.once();
                if (done < 0) {
                    wrong++;
                    return 0;
                }
                return done;
            } catch (IOException | PeerDied e) {
                errors++;
                if (tries == MOST_TRIES) {
                    throw e;
                }
            }
        }
    }

    /** Pieces of equal size on something that keeps them. */
    private interface Pieces {
        int SIZE = 16 << 20;

        int size();

        void read(int piece, Region into) throws IOException;

        void write(int piece, Region from) throws IOException;

        void flush() throws IOException;
    }

    /** A disk, in requests of so many bytes. */
    private static final class Blocks implements Pieces {
        private final BlockDevice device = Names.find("blocks", BlockDevice.class);
        private final long medium;
        private final int size;
        private final int count;

        Blocks(int size) throws IOException {
            this.size = size;
            this.medium = device.geometry().medium();
            this.count = size / device.geometry().blockSize();
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public void read(int piece, Region into) throws IOException {
            device.read(medium, (long) piece * count, count, into, 0);
        }

        @Override
        public void write(int piece, Region from) throws IOException {
            device.write(medium, (long) piece * count, count, from, 0);
        }

        @Override
        public void flush() throws IOException {
            device.flush(medium);
        }
    }

    /** An open file. */
    private static final class InFile implements Pieces {
        private final OpenFile file;
        private final int size;

        InFile(int size) throws IOException {
            this.size = size;
            file = new Volume(Names.find("files", FileTree.class)).create("/file");
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public void read(int piece, Region into) throws IOException {
            int got = file.read((long) piece * size, into, 0, size);
            if (got != size) {
                into.putLong(0, -1);
            }
        }

        @Override
        public void write(int piece, Region from) throws IOException {
            file.write((long) piece * size, from, 0, size);
        }

        @Override
        public void flush() throws IOException {
            file.flush();
        }
    }

    /** What was written to each of some things last: its content follows from its number and how often it was written. */
    private abstract static class Kept implements Load {
        final int count;
        final int size;
        final long[] generation;
        int next;

        Kept(int count, int size) {
            this.count = count;
            this.size = size;
            generation = new long[count];
        }

        /** Where in {@link #POOL} its content begins. */
        final int place(int number) {
            return (int) ((number * 7_919L + generation[number] * 104_729L) % (POOL.length - size));
        }

        abstract boolean isRight(int number) throws IOException;

        final long wrong() throws IOException {
            long wrong = 0;
            for (int i = 0; i < count; i++) {
                wrong += isRight(i) ? 0 : 1;
            }
            return wrong;
        }
    }

    /** The content of a piece begins with its number and generation. */
    private abstract static class KeptPieces extends Kept {
        final Pieces pieces;
        private final Region region;
        private final byte[] seen;

        KeptPieces(Pieces pieces) throws IOException {
            super(Pieces.SIZE / pieces.size(), pieces.size());
            this.pieces = pieces;
            seen = new byte[size];
            region = Region.allocate(size);
            for (int i = 0; i < count; i++) {
                write(i);
            }
        }

        final void write(int piece) throws IOException {
            // As often as it fails: of what was not written whole nothing is known but that it is the old or the new.
            generation[piece]++;
            region.write(0, POOL, place(piece), size);
            region.putLong(0, piece);
            region.putLong(Long.BYTES, generation[piece]);
            pieces.write(piece, region);
        }

        @Override
        final boolean isRight(int piece) throws IOException {
            pieces.read(piece, region);
            region.read(0, seen, 0, size);
            int from = place(piece) + 2 * Long.BYTES;
            return region.getLong(0) == piece
                    && region.getLong(Long.BYTES) == generation[piece]
                    && Arrays.equals(seen, 2 * Long.BYTES, size, POOL, from, from + size - 2 * Long.BYTES);
        }
    }

    /** One piece after the other. */
    private static final class Reads extends KeptPieces {
        Reads(Pieces pieces) throws IOException {
            super(pieces);
        }

        @Override
        public long once() throws IOException {
            boolean right = isRight(next);
            next = (next + 1) % count;
            return right ? size : -1;
        }
    }

    /** One piece after the other, and a flush at the end of all. */
    private static final class Writes extends KeptPieces {
        Writes(Pieces pieces) throws IOException {
            super(pieces);
        }

        @Override
        public long once() throws IOException {
            if (next == count) {
                pieces.flush();
                next = 0;
            }
            write(next);
            next++;
            return size;
        }

        @Override
        public long check() throws IOException {
            return wrong();
        }
    }

    /** Files of a name space, by their paths: one is looked for, opened, read, and another one written. */
    private static final class Paths extends Kept {
        private static final int FILES = 16;

        private final Volume volume = new Volume(Names.find("space", FileSpace.class));

        /** What was written to it may be there, or not. */
        private int unsure = -1;

        Paths(int size) throws IOException {
            super(FILES, size);
            volume.makeFolder("/data/even");
            volume.makeFolder("/data/odd");
            for (int i = 0; i < FILES; i++) {
                volume.create(path(i)).write(0, POOL, place(i), size);
            }
        }

        private static String path(int file) {
            return (file % 2 == 0 ? "/data/even/" : "/data/odd/") + file;
        }

        @Override
        boolean isRight(int file) throws IOException {
            byte[] read = volume.open(path(file)).read(0, size + 1);
            int from = place(file);
            return Arrays.equals(read, 0, read.length, POOL, from, from + size);
        }

        @Override
        public long once() throws IOException {
            if (unsure >= 0) {
                write(unsure);
            }
            next = (next + 1) % FILES;
            if (!isRight(next)) {
                return -1;
            }
            unsure = (next + FILES / 2) % FILES;
            generation[unsure]++;
            write(unsure);
            return 2L * size;
        }

        private void write(int file) throws IOException {
            volume.open(path(file)).write(0, POOL, place(file), size);
            unsure = -1;
        }

        @Override
        public long check() throws IOException {
            return wrong();
        }
    }

    /** A connection to a peer that sends back what it gets; a new one when it is cut. */
    private static final class Echo implements Load {
        private final Network network = new Network(Names.find("net", atoll.contract.net.Net.class));
        private final byte[] got;
        private final int port;
        private Connection connection;
        private int round;

        Echo(int size, int port) throws IOException {
            this.got = new byte[size];
            this.port = port;
            this.connection = network.connect("127.0.0.1", port);
        }

        @Override
        public long once() throws IOException {
            if (connection.isClosed()) {
                connection = network.connect("127.0.0.1", port);
            }
            round++;
            int from = (int) (round * 104_729L % (POOL.length - got.length));
            try {
                connection.write(POOL, from, got.length);
                int done = 0;
                while (done < got.length) {
                    int more = connection.read(got, done, got.length - done);
                    if (more < 0) {
                        // A peer that ends: it does not, and who says so when the server died has lied.
                        return -1;
                    }
                    done += more;
                }
            } catch (IOException e) {
                connection.close();
                throw e;
            }
            return Arrays.equals(got, 0, got.length, POOL, from, from + got.length) ? 2L * got.length : -1;
        }
    }
}
