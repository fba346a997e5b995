package java.atoll;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** More hooks: {@code java.io} on files that other processes serve. See {@link ServedFiles}. */
public final class ServedIo {
    // java.io.FileSystem
    private static final int EXISTS = 1;
    private static final int REGULAR = 2;
    private static final int DIRECTORY = 4;
    private static final int HIDDEN = 8;

    // Linux, asm-generic/fcntl.h
    private static final int O_WRONLY = 1;
    private static final int O_RDWR = 2;
    private static final int O_CREAT = 0x40;
    private static final int O_EXCL = 0x80;
    private static final int O_TRUNC = 0x200;
    private static final int O_APPEND = 0x400;
    private static final int O_DSYNC = 0x1000;

    // java.io.RandomAccessFile
    private static final int READS_AND_WRITES = 2;
    private static final int SYNC = 4 | 8;

    private static final int WRITES = 2;
    private static final int LONGEST_NAME = 255;
    private static final long MILLI = 1_000_000L;

    private static final VarHandle OF_RANDOM;

    static {
        try {
            OF_RANDOM = MethodHandles.privateLookupIn(RandomAccessFile.class, MethodHandles.lookup())
                    .findVarHandle(RandomAccessFile.class, "fd", java.io.FileDescriptor.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private ServedIo() {}

    // -- whose call it is

    private static String path(Object file) {
        String path = file instanceof File ? Hook.pathOf(file) : (String) file;
        return path.isEmpty() ? "." : path;
    }

    private static boolean leads(Object file, boolean follow) {
        ServedFiles served = ServedFiles.running();
        return served != null && served.leadTo(path(file), follow);
    }

    public static boolean isServedFile(Object file) {
        return leads(file, true);
    }

    public static boolean isServedEntry(Object file) {
        return leads(file, false);
    }

    public static boolean isServedEntries(Object from, Object to) {
        ServedFiles served = ServedFiles.running();
        return served != null && served.leadTo(path(from), path(to));
    }

    public static boolean isServedRandom(Object file) {
        return Standard.isServed(OF_RANDOM.get((RandomAccessFile) file));
    }

    // -- open

    private static int open(String path, int flags) throws IOException {
        try {
            return ServedFiles.number(ServedFiles.withRoom().open(flags, true));
        } catch (Errno e) {
            throw e.notFound(path);
        }
    }

    public static void servedInput(String path, Object stream) throws IOException {
        Standard.openInput(stream, open(path, 0));
    }

    public static void servedOutput(String path, boolean append, Object stream) throws IOException {
        Standard.openOutput(stream, open(path, O_WRONLY | O_CREAT | (append ? O_APPEND : O_TRUNC)), append);
    }

    public static void servedRandom(String path, int mode, Object file) throws IOException {
        int flags = (mode & READS_AND_WRITES) != 0 ? O_RDWR | O_CREAT : 0;
        int sync = (mode & SYNC) != 0 ? O_DSYNC : 0;
        Standard.set(OF_RANDOM.get((RandomAccessFile) file), open(path, flags | sync));
    }

    // -- java.io.File

    public static int servedBits(Object file) {
        int bits = new File(path(file)).getName().startsWith(".") ? HIDDEN : 0;
        try {
            int kind = ServedFiles.mine().stat().kind();
            int known = kind == FileStat.FILE ? REGULAR : kind == FileStat.FOLDER ? DIRECTORY : 0;
            return bits | EXISTS | known;
        } catch (Errno e) {
            return bits;
        }
    }

    public static boolean servedHas(Object file, int bits) {
        return (servedBits(file) & bits) == bits;
    }

    public static boolean servedMay(Object file, int wanted) {
        try {
            ServedFiles.mine().access(wanted);
            return true;
        } catch (Errno e) {
            return false;
        }
    }

    public static long servedModified(Object file) {
        try {
            return Math.floorDiv(ServedFiles.mine().stat().modified(), MILLI);
        } catch (Errno e) {
            return 0;
        }
    }

    public static long servedLength(Object file) {
        try {
            return ServedFiles.mine().stat().size();
        } catch (Errno e) {
            return 0;
        }
    }

    /** There are no modes to be set: true when it is so already. */
    public static boolean servedPermission(Object file, int access, boolean enabled, boolean ownerOnly) {
        try {
            return ServedFiles.mine().stat().has(access, enabled, ownerOnly);
        } catch (Errno e) {
            return false;
        }
    }

    public static boolean servedReadOnly(Object file) {
        return servedPermission(file, WRITES, false, false);
    }

    public static boolean servedCreate(String path) throws IOException {
        try {
            ServedFiles.mine().open(O_RDWR | O_CREAT | O_EXCL, true);
            return true;
        } catch (Errno e) {
            if (e.number == Errno.EEXIST) {
                return false;
            }
            throw e.plain();
        }
    }

    public static boolean servedDelete(Object file) {
        try {
            ServedFiles.mine().remove(null);
            return true;
        } catch (Errno e) {
            return false;
        }
    }

    public static String[] servedList(Object file) {
        try {
            ServedFiles.Names names = ServedFiles.mine().list();
            java.util.ArrayList<String> all = new java.util.ArrayList<>();
            for (String name = names.next(); name != null; name = names.next()) {
                // As the JDK has it of the bytes of a name: half a character is none.
                all.add(Bytes.string(Bytes.of(name)));
            }
            return all.toArray(new String[0]);
        } catch (Errno e) {
            return null;
        }
    }

    public static boolean servedMakeDirectory(Object file) {
        try {
            ServedFiles.mine().makeFolder();
            return true;
        } catch (Errno e) {
            return false;
        }
    }

    public static boolean servedMove(Object from, Object to) {
        try {
            ServedFiles.mine().rename();
            return true;
        } catch (Errno e) {
            return false;
        }
    }

    public static boolean servedSetModified(Object file, long millis) {
        try {
            ServedFiles.mine().touch(Math.multiplyExact(millis, MILLI));
            return true;
        } catch (Errno | ArithmeticException e) {
            return false;
        }
    }

    /** Servers do not say how much room they have. */
    public static long servedSpace(Object file) {
        return 0;
    }

    public static int servedNameMax(String path) {
        return LONGEST_NAME;
    }

    // -- java.io.RandomAccessFile

    private static ServedFiles.Opened random(Object file) throws Errno {
        return ServedFiles.file(Standard.number(OF_RANDOM.get((RandomAccessFile) file)));
    }

    public static int randomRead(Object file) throws IOException {
        byte[] one = new byte[1];
        return randomReadBytes(file, one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    public static int randomReadBytes(Object file, byte[] into, int from, int length) throws IOException {
        return Standard.servedInput(OF_RANDOM.get((RandomAccessFile) file)).read(into, from, length);
    }

    public static void randomWrite(Object file, int b) throws IOException {
        randomWriteBytes(file, new byte[] {(byte) b}, 0, 1);
    }

    public static void randomWriteBytes(Object file, byte[] bytes, int from, int length) throws IOException {
        Standard.servedOutput(OF_RANDOM.get((RandomAccessFile) file)).write(bytes, from, length);
    }

    static long randomPosition(Object file) throws IOException {
        try {
            return random(file).position();
        } catch (Errno e) {
            throw e.plain();
        }
    }

    public static void randomSeek(Object file, long to) throws IOException {
        if (to < 0) {
            throw new IOException("Negative seek offset");
        }
        try {
            random(file).position(to);
        } catch (Errno e) {
            throw e.plain();
        }
    }

    public static long randomLength(Object file) throws IOException {
        try {
            return random(file).size();
        } catch (Errno e) {
            throw e.plain();
        }
    }

    /** As the JDK: a position behind the new end comes back to it. */
    public static void randomSetLength(Object file, long length) throws IOException {
        try {
            ServedFiles.Opened open = random(file);
            open.resize(length);
            if (open.position() > length) {
                open.position(length);
            }
        } catch (Errno e) {
            throw e.plain();
        }
    }

    public static int randomSkip(Object file, int count) throws IOException {
        if (count <= 0) {
            return 0;
        }
        long from = randomPosition(file);
        long to = Math.min(from + count, randomLength(file));
        randomSeek(file, to);
        return (int) (to - from);
    }

    public static String randomLine(Object file) throws IOException {
        StringBuilder line = new StringBuilder();
        int c = randomRead(file);
        while (c != -1 && c != '\n' && c != '\r') {
            line.append((char) c);
            c = randomRead(file);
        }
        if (c == '\r') {
            long after = randomPosition(file);
            if (randomRead(file) != '\n') {
                randomSeek(file, after);
            }
        }
        return c == -1 && line.isEmpty() ? null : line.toString();
    }
}
