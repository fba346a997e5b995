package guest;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Works with files of java.io and java.nio.file in a folder, knows what each is to hold, and compares. Its file system may be
 * killed: one that {@code forgets} may lose everything at once, and then nothing may be there; another nothing at all.
 */
public final class MountUser {
    private static final int NAMES = 6;
    private static final int MOST = 60_000;
    private static final int ACTS = 9;

    private final Path home;
    private final boolean forgets;
    private final Random random;
    private final Map<String, byte[]> files = new TreeMap<>();
    private int losses;
    private int unsure;

    private MountUser(Path home, boolean forgets, Random random) {
        this.home = home;
        this.forgets = forgets;
        this.random = random;
    }

    /** Folder, whether it may be lost, steps, seed. Says "right", the losses, and the calls that may have been done or not. */
    public static void main(String[] args) throws IOException {
        MountUser user =
                new MountUser(Path.of(args[0]), Boolean.parseBoolean(args[1]), new Random(Long.parseLong(args[3])));
        user.attempt(() -> Files.createDirectories(user.home));
        int steps = Integer.parseInt(args[2]);
        for (int i = 0; i < steps; i++) {
            user.attempt(user::step);
        }
        user.attempt(user::compareAll);
        System.out.println("right " + user.losses + " " + user.unsure);
    }

    private interface Work {
        void run() throws IOException;
    }

    /** What fails must have failed because all is lost; else it is thrown. */
    private void attempt(Work work) throws IOException {
        try {
            work.run();
        } catch (IOException e) {
            if (!forgets || Files.exists(home)) {
                throw e;
            }
            losses++;
            files.clear();
            Files.createDirectories(home);
        }
    }

    private void step() throws IOException {
        String name = "f" + random.nextInt(NAMES);
        Path path = home.resolve(name);
        byte[] known = files.get(name);
        byte[] bytes = new byte[random.nextInt(MOST)];
        random.nextBytes(bytes);
        int act = random.nextInt(ACTS);
        if (act == 0 || known == null && act < 6) {
            Files.write(path, bytes);
            files.put(name, bytes);
        } else if (act == 1) {
            int at = random.nextInt(known.length + 1);
            try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
                file.seek(at);
                file.write(bytes);
            }
            byte[] both = Arrays.copyOf(known, Math.max(known.length, at + bytes.length));
            System.arraycopy(bytes, 0, both, at, bytes.length);
            files.put(name, both);
        } else if (act == 2) {
            try (FileOutputStream out = new FileOutputStream(path.toFile(), true)) {
                out.write(bytes);
            }
            byte[] both = Arrays.copyOf(known, known.length + bytes.length);
            System.arraycopy(bytes, 0, both, known.length, bytes.length);
            files.put(name, both);
        } else if (act == 3) {
            Files.delete(path);
            files.remove(name);
        } else if (act == 4) {
            String other = "f" + random.nextInt(NAMES);
            Files.move(path, home.resolve(other), StandardCopyOption.ATOMIC_MOVE);
            files.remove(name);
            files.put(other, known);
        } else if (act == 5) {
            compareOpen(path, known);
        } else if (act == 6) {
            folder(home.resolve("d"));
        } else {
            compareAll();
        }
    }

    /** Makes it and removes it. When the server dies while it makes it, nobody can say who made what is there. */
    private void folder(Path path) throws IOException {
        try {
            Files.createDirectory(path);
        } catch (IOException e) {
            if (!Files.isDirectory(path)) {
                throw e;
            }
            unsure++;
        }
        Files.delete(path);
    }

    /** Reads in pieces, with other calls between, so that the server may die under the open file. */
    private void compareOpen(Path path, byte[] known) throws IOException {
        try (FileInputStream in = new FileInputStream(path.toFile())) {
            byte[] got = new byte[known.length];
            int done = 0;
            while (done < got.length) {
                int count = in.read(got, done, Math.min(7_000, got.length - done));
                if (count < 0) {
                    wrong(path, "ends at " + done + " of " + got.length);
                }
                done += count;
                if (Files.size(path) != known.length) {
                    wrong(path, "has another size");
                }
            }
            if (in.read() >= 0 || !Arrays.equals(got, known)) {
                wrong(path, "differs");
            }
        }
    }

    private void compareAll() throws IOException {
        List<String> names = new ArrayList<>();
        try (var there = Files.newDirectoryStream(home)) {
            there.forEach(p -> names.add(p.getFileName().toString()));
        } catch (java.nio.file.DirectoryIteratorException e) {
            throw e.getCause();
        }
        names.sort(null);
        if (!names.equals(new ArrayList<>(files.keySet()))) {
            wrong(home, "has " + names + " and not " + files.keySet());
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = home.resolve(file.getKey());
            if (!Arrays.equals(Files.readAllBytes(path), file.getValue())) {
                wrong(path, "differs");
            }
        }
    }

    /** No file system may do that, whatever dies. */
    private static void wrong(Path path, String what) {
        throw new AssertionError("WRONG: " + path + " " + what);
    }
}
