package workload;

import atoll.contract.Names;
import atoll.contract.file.FileId;
import atoll.contract.file.FileTree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/**
 * {@code FileWork WHERE WHAT FOLDER WARM_MILLIS ROUNDS COUNT}: works with files, by {@code java.nio} in the folder ("plain")
 * or by the file server given as "files" ("served"), which serves that folder. WHAT is "read" or "write" with pieces of 64 KB
 * one after the other, "randomread" or "randomwrite" with 4 KB somewhere, of a file of 64 MB; or "small": a file of 100 bytes
 * is made and removed. Prints the nanoseconds of each round of COUNT, then "check" and a sum of what was read.
 */
public final class FileWork {
    private static final int SIZE = 64 << 20;
    private static final int SEQUENTIAL = 64 << 10;
    private static final int RANDOM = 4 << 10;
    private static final int SMALL = 100;

    /** The file, and the folder that it is in. */
    private interface Side {
        void fill(byte[] all) throws IOException;

        int read(long offset, int length) throws IOException;

        void write(long offset, byte[] bytes) throws IOException;

        void small(String name, byte[] bytes) throws IOException;
    }

    private static final class Plain implements Side {
        private final Path folder;
        private final FileChannel file;
        private final byte[] buffer = new byte[SEQUENTIAL];

        Plain(Path folder) throws IOException {
            this.folder = folder;
            this.file = FileChannel.open(
                    folder.resolve("file"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
        }

        @Override
        public void fill(byte[] all) throws IOException {
            write(0, all);
        }

        @Override
        public int read(long offset, int length) throws IOException {
            file.read(ByteBuffer.wrap(buffer, 0, length), offset);
            return buffer[0] + buffer[length - 1];
        }

        @Override
        public void write(long offset, byte[] bytes) throws IOException {
            file.write(ByteBuffer.wrap(bytes), offset);
        }

        @Override
        public void small(String name, byte[] bytes) throws IOException {
            Path path = folder.resolve(name);
            try (FileChannel made = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                made.write(ByteBuffer.wrap(bytes));
            }
            Files.delete(path);
        }
    }

    private static final class Served implements Side {
        private final FileTree tree = Names.find("files", FileTree.class);
        private final FileId folder;
        private final FileId file;

        Served() throws IOException {
            folder = tree.root().id();
            file = tree.list(folder, "", 1).length == 0
                    ? tree.create(folder, "file").id()
                    : tree.lookup(folder, "file").id();
        }

        @Override
        public void fill(byte[] all) throws IOException {
            for (int at = 0; at < all.length; at += FileTree.MOST_BYTES) {
                byte[] piece = new byte[FileTree.MOST_BYTES];
                System.arraycopy(all, at, piece, 0, piece.length);
                tree.write(file, at, piece);
            }
        }

        @Override
        public int read(long offset, int length) throws IOException {
            byte[] bytes = tree.read(file, offset, length);
            return bytes[0] + bytes[length - 1];
        }

        @Override
        public void write(long offset, byte[] bytes) throws IOException {
            tree.write(file, offset, bytes);
        }

        @Override
        public void small(String name, byte[] bytes) throws IOException {
            FileId made = tree.create(folder, name).id();
            tree.write(made, 0, bytes);
            tree.remove(folder, name);
        }
    }

    private final Side side;
    private final String what;
    private final int count;
    private final Random random = new Random(1);
    private final byte[] bytes;
    private int sum;

    private FileWork(Side side, String what, int count) {
        this.side = side;
        this.what = what;
        this.count = count;
        bytes = new byte[what.equals("small") ? SMALL : what.startsWith("random") ? RANDOM : SEQUENTIAL];
        random.nextBytes(bytes);
    }

    public static void main(String[] args) throws IOException {
        Side side = args[0].equals("plain") ? new Plain(Path.of(args[2])) : new Served();
        FileWork work = new FileWork(side, args[1], Integer.parseInt(args[5]));
        byte[] all = new byte[SIZE];
        new Random(2).nextBytes(all);
        side.fill(all);
        long until = System.nanoTime() + Long.parseLong(args[3]) * 1_000_000;
        do {
            work.round();
        } while (System.nanoTime() < until);
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
                    side.write((long) i * SEQUENTIAL % SIZE, bytes);
                }
            }
            case "randomread" -> {
                for (int i = 0; i < count; i++) {
                    sum += side.read(random.nextInt(SIZE - RANDOM), RANDOM);
                }
            }
            case "randomwrite" -> {
                for (int i = 0; i < count; i++) {
                    side.write(random.nextInt(SIZE - RANDOM), bytes);
                }
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    side.small("small" + i, bytes);
                }
            }
        }
    }
}
