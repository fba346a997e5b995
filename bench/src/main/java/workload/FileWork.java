package workload;

import atoll.contract.Names;
import atoll.contract.Region;
import atoll.contract.file.Attributes;
import atoll.contract.file.FileId;
import atoll.contract.file.FileSpace;
import atoll.contract.file.FileTree;
import atoll.library.file.OpenFile;
import atoll.library.file.Volume;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/**
 * {@code FileWork WHERE WHAT FOLDER WARM_MILLIS ROUNDS COUNT}: works with files, by {@code java.nio} in the folder, into arrays
 * ("plain") or direct buffers ("direct"); or by the name space given as "space", with that folder at its root, into arrays
 * ("served") or regions ("region"). WHAT is "read" or "write" with pieces of 64 KB one after the other, "randomread" or
 * "randomwrite" with 4 KB somewhere, of a file of 64 MB; or "small": a file of 100 bytes is made and removed. Prints the
 * nanoseconds of each round of COUNT, then "check" and a sum of what was read.
 */
public final class FileWork {
    private static final int SIZE = 64 << 20;
    private static final int SEQUENTIAL = 64 << 10;
    private static final int RANDOM = 4 << 10;
    private static final int SMALL = 100;

    /** Operations in a millisecond of warming up, at least: on a busy machine time alone compiles nothing. */
    private static final int WARM = 15;

    /** The host's cache is laid out by the writes that made the file: both sides make the same. */
    private static final int PIECE = 1 << 17;

    /** The file, and the folder that it is in. What is written is what was last given to {@link #bytes}. */
    private interface Side {
        void bytes(byte[] bytes);

        void fill(byte[] all) throws IOException;

        int read(long offset, int length) throws IOException;

        void write(long offset) throws IOException;

        void small(String name) throws IOException;
    }

    private static final class Plain implements Side {
        private final Path folder;
        private final FileChannel file;
        private final ByteBuffer into;
        private final boolean direct;
        private ByteBuffer from;

        Plain(Path folder, boolean direct) throws IOException {
            this.folder = folder;
            this.direct = direct;
            this.into = direct ? ByteBuffer.allocateDirect(SEQUENTIAL) : ByteBuffer.allocate(SEQUENTIAL);
            this.file = FileChannel.open(
                    folder.resolve("file"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
        }

        @Override
        public void bytes(byte[] bytes) {
            from = direct ? ByteBuffer.allocateDirect(bytes.length).put(bytes).flip() : ByteBuffer.wrap(bytes);
        }

        @Override
        public void fill(byte[] all) throws IOException {
            for (int at = 0; at < all.length; at += PIECE) {
                file.write(ByteBuffer.wrap(all, at, PIECE), at);
            }
        }

        @Override
        public int read(long offset, int length) throws IOException {
            file.read(into.clear().limit(length), offset);
            return into.get(0) + into.get(length - 1);
        }

        @Override
        public void write(long offset) throws IOException {
            file.write(from.rewind(), offset);
        }

        @Override
        public void small(String name) throws IOException {
            Path path = folder.resolve(name);
            try (FileChannel made = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                made.write(from.rewind());
            }
            Files.delete(path);
        }
    }

    private static final class Served implements Side {
        private final Volume volume = new Volume(Names.find("space", FileSpace.class));
        private final OpenFile file;
        private final byte[] into = new byte[SEQUENTIAL];
        private byte[] from = new byte[0];

        Served() throws IOException {
            file = volume.list("/").contains("file") ? volume.open("/file") : volume.create("/file");
        }

        @Override
        public void bytes(byte[] bytes) {
            from = bytes;
        }

        @Override
        public void fill(byte[] all) throws IOException {
            for (int at = 0; at < all.length; at += PIECE) {
                file.write(at, all, at, PIECE);
            }
        }

        @Override
        public int read(long offset, int length) throws IOException {
            file.read(offset, into, 0, length);
            return into[0] + into[length - 1];
        }

        @Override
        public void write(long offset) throws IOException {
            file.write(offset, from);
        }

        @Override
        public void small(String name) throws IOException {
            volume.create(name).write(0, from);
            volume.remove(name);
        }
    }

    private static final class InRegion implements Side {
        private final Served served = new Served();
        private final Region into = Region.allocate(SEQUENTIAL);
        private Region from = into;

        InRegion() throws IOException {}

        @Override
        public void bytes(byte[] bytes) {
            from = Region.allocate(bytes.length);
            from.write(0, bytes, 0, bytes.length);
        }

        @Override
        public void fill(byte[] all) throws IOException {
            served.fill(all);
        }

        @Override
        public int read(long offset, int length) throws IOException {
            served.file.read(offset, into, 0, length);
            return into.get(0) + into.get(length - 1);
        }

        @Override
        public void write(long offset) throws IOException {
            served.file.write(offset, from, 0, from.size());
        }

        @Override
        public void small(String name) throws IOException {
            served.volume.create(name).write(0, from, 0, from.size());
            served.volume.remove(name);
        }
    }

    private final Side side;
    private final String what;
    private final int count;
    private final Random random = new Random(1);
    private int sum;

    private FileWork(Side side, String what, int count) {
        this.side = side;
        this.what = what;
        this.count = count;
        byte[] bytes = new byte[what.equals("small") ? SMALL : what.startsWith("random") ? RANDOM : SEQUENTIAL];
        random.nextBytes(bytes);
        side.bytes(bytes);
    }

    public static void main(String[] args) throws IOException {
        Side side = switch (args[0]) {
            case "plain", "direct" -> new Plain(Path.of(args[2]), args[0].equals("direct"));
            case "region" -> new InRegion();
            default -> new Served();
        };
        FileWork work = new FileWork(side, args[1], Integer.parseInt(args[5]));
        byte[] all = new byte[SIZE];
        new Random(2).nextBytes(all);
        side.fill(all);
        long millis = Long.parseLong(args[3]);
        long until = System.nanoTime() + millis * 1_000_000;
        long operations = 0;
        do {
            work.round();
            operations += work.count;
        } while (System.nanoTime() < until || operations < millis * WARM);
        work.sum = 0;
        work.random.setSeed(3);
        long[] times = new long[Integer.parseInt(args[4])];
        for (int i = 0; i < times.length; i++) {
            long start = System.nanoTime();
            work.round();
            times[i] = System.nanoTime() - start;
        }
        for (long time : times) {
            System.out.println(time);
        }
        System.out.println("check " + work.sum);
        System.out.flush();
        System.exit(0);
    }

    private void round() throws IOException {
        switch (what) {
            case "read" -> {
                for (int i = 0; i < count; i++) {
                    sum += side.read((long) i * SEQUENTIAL % SIZE, SEQUENTIAL);
                }
            }
            case "write" -> {
                for (int i = 0; i < count; i++) {
                    side.write((long) i * SEQUENTIAL % SIZE);
                }
            }
            case "randomread" -> {
                for (int i = 0; i < count; i++) {
                    sum += side.read(random.nextInt(SIZE - RANDOM), RANDOM);
                }
            }
            case "randomwrite" -> {
                for (int i = 0; i < count; i++) {
                    side.write(random.nextInt(SIZE - RANDOM));
                }
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    side.small("small" + i);
                }
            }
        }
    }

    /** A process between: serves "through" by calling "files". What a file system costs that stands in the way of each call. */
    public static final class Through implements FileTree {
        private final FileTree files = Names.find("files", FileTree.class);

        public static void main(String[] args) throws InterruptedException {
            Names.serve("through", FileTree.class, new Through());
            new CountDownLatch(1).await();
        }

        @Override
        public Attributes root() throws IOException {
            return files.root();
        }

        @Override
        public Attributes lookup(FileId folder, String name) throws IOException {
            return files.lookup(folder, name);
        }

        @Override
        public Attributes attributes(FileId id) throws IOException {
            return files.attributes(id);
        }

        @Override
        public int read(FileId file, long offset, Region into, int at, int length) throws IOException {
            return files.read(file, offset, into, at, length);
        }

        @Override
        public String target(FileId link) throws IOException {
            return files.target(link);
        }

        @Override
        public String[] list(FileId folder, String after, int most) throws IOException {
            return files.list(folder, after, most);
        }

        @Override
        public void write(FileId file, long offset, Region from, int at, int length) throws IOException {
            files.write(file, offset, from, at, length);
        }

        @Override
        public void resize(FileId file, long size) throws IOException {
            files.resize(file, size);
        }

        @Override
        public void touch(FileId id, long modified) throws IOException {
            files.touch(id, modified);
        }

        @Override
        public void flush(FileId id) throws IOException {
            files.flush(id);
        }

        @Override
        public Attributes create(FileId folder, String name) throws IOException {
            return files.create(folder, name);
        }

        @Override
        public Attributes makeFolder(FileId folder, String name) throws IOException {
            return files.makeFolder(folder, name);
        }

        @Override
        public Attributes makeLink(FileId folder, String name, String target) throws IOException {
            return files.makeLink(folder, name, target);
        }

        @Override
        public void remove(FileId folder, String name) throws IOException {
            files.remove(folder, name);
        }

        @Override
        public void rename(FileId from, String name, FileId to, String as, boolean replace) throws IOException {
            files.rename(from, name, to, as, replace);
        }
    }
}
