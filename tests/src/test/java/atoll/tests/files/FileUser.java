package atoll.tests.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.PeerDied;
import atoll.library.file.OpenFile;
import atoll.library.file.StaleFileException;
import atoll.library.file.Volume;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/**
 * One who works with files in a folder of its own, keeps what each is to hold, and compares. What ended in {@code PeerDied}
 * it looks up: it must have happened or not.
 */
public final class FileUser {
    private static final int NAMES = 8;
    private static final int MOST = 60_000;

    private record Held(OpenFile file, byte[] bytes) {}

    private final Volume volume;
    private final String folder;
    private final boolean forgets;
    private final Random random;
    private final TreeMap<String, Held> files = new TreeMap<>();
    private long steps;
    private long unsure;
    private long losses;

    /** {@code forgets}: the server may lose everything, and says so. */
    public FileUser(Volume volume, String folder, boolean forgets, Random random) throws IOException {
        this.volume = volume;
        this.folder = folder;
        this.forgets = forgets;
        this.random = random;
        begin();
    }

    public long steps() {
        return steps;
    }

    public long unsure() {
        return unsure;
    }

    public long losses() {
        return losses;
    }

    public void step() throws IOException {
        steps++;
        List<byte[]> before = new ArrayList<>();
        files.values().forEach(held -> before.add(held.bytes));
        before.add(new byte[0]);
        List<String> names = List.copyOf(files.keySet());
        try {
            try {
                act();
            } catch (PeerDied e) {
                unsure++;
                while (!settled(names, before)) {
                    unsure++;
                }
            }
        } catch (StaleFileException | NoSuchFileException e) {
            if (!forgets) {
                throw e;
            }
            losses++;
            begin();
        }
    }

    /** In a folder of its own with nothing in it. */
    private void begin() throws IOException {
        files.clear();
        while (true) {
            try {
                try {
                    volume.makeFolder(folder);
                } catch (FileAlreadyExistsException e) {
                    // From before, or made by the call that died.
                }
                for (String name : volume.list(folder)) {
                    volume.remove(folder + "/" + name);
                }
                return;
            } catch (PeerDied | NoSuchFileException e) {
                // Died again.
            } catch (StaleFileException e) {
                if (!forgets) {
                    throw e;
                }
                // Died again and again, always after the look-up.
            }
        }
    }

    private String path(String name) {
        return folder + "/" + name;
    }

    private void act() throws IOException {
        String name = "f" + random.nextInt(NAMES);
        Held held = files.get(name);
        if (held == null) {
            files.put(name, new Held(volume.create(path(name)), new byte[0]));
            return;
        }
        switch (random.nextInt(8)) {
            case 0 -> {
                volume.remove(path(name));
                files.remove(name);
            }
            case 1 -> {
                String to = "f" + random.nextInt(NAMES);
                volume.rename(path(name), path(to), true);
                files.remove(name);
                files.put(to, new Held(volume.open(path(to)), held.bytes));
            }
            case 2 -> {
                int size = random.nextInt(MOST);
                again(() -> held.file.resize(size));
                files.put(name, new Held(held.file, Arrays.copyOf(held.bytes, size)));
            }
            case 3 -> assertEquals(List.copyOf(files.keySet()), volume.list(folder));
            case 4, 5 -> write(name, held);
            default -> read(name, held);
        }
    }

    private void write(String name, Held held) throws IOException {
        int offset = random.nextInt(MOST);
        byte[] bytes = new byte[random.nextInt(MOST)];
        random.nextBytes(bytes);
        again(() -> held.file.write(offset, bytes));
        int size = bytes.length == 0 ? held.bytes.length : Math.max(held.bytes.length, offset + bytes.length);
        byte[] now = Arrays.copyOf(held.bytes, size);
        System.arraycopy(bytes, 0, now, bytes.length == 0 ? 0 : offset, bytes.length);
        files.put(name, new Held(held.file, now));
    }

    private void read(String name, Held held) throws IOException {
        int offset = random.nextInt(MOST);
        int length = random.nextInt(MOST);
        byte[] got = held.file.read(offset, length);
        int from = Math.min(offset, held.bytes.length);
        byte[] wanted = Arrays.copyOfRange(held.bytes, from, Math.min(held.bytes.length, from + length));
        assertArrayEquals(wanted, got, name + " from " + offset);
    }

    private interface Call {
        void run() throws IOException;
    }

    /** What may be repeated is by the gate, but not for ever. */
    private void again(Call call) throws IOException {
        while (true) {
            try {
                call.run();
                return;
            } catch (PeerDied e) {
                unsure++;
            }
        }
    }

    /** After a call of which nobody knows whether it happened: the names tell, and what is in the files. */
    private boolean settled(List<String> was, List<byte[]> before) throws IOException {
        TreeMap<String, Held> found = new TreeMap<>();
        try {
            for (String name : volume.list(folder)) {
                OpenFile file = volume.open(path(name));
                found.put(name, new Held(file, file.read(0, 2 * MOST)));
            }
        } catch (PeerDied e) {
            return false;
        }
        // One made, one removed, or one moved, which removes one; onto another, one name is gone.
        List<String> more = new ArrayList<>(found.keySet());
        more.removeAll(was);
        List<String> fewer = new ArrayList<>(was);
        fewer.removeAll(found.keySet());
        assertTrue(more.size() <= 1 && fewer.size() <= 1, was + " became " + found.keySet());
        for (var one : found.entrySet()) {
            byte[] bytes = one.getValue().bytes;
            assertTrue(
                    before.stream().anyMatch(old -> Arrays.equals(old, bytes)),
                    "nobody wrote what is in " + one.getKey());
        }
        files.clear();
        files.putAll(found);
        return true;
    }

    /** At the end, when nobody is killed any more. */
    public void checkAll() throws IOException {
        step();
        assertEquals(List.copyOf(files.keySet()), volume.list(folder));
        for (Held held : files.values()) {
            assertArrayEquals(held.bytes, held.file.read(0, 2 * MOST));
        }
    }
}
