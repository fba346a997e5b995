package java.atoll;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** More hooks: the system calls of {@code java.nio.file} on files that other processes serve. See {@link ServedFiles}. */
public final class ServedNio {
    // Linux, asm-generic/fcntl.h
    private static final int O_CREAT = 0x40;
    private static final int O_EXCL = 0x80;
    private static final int O_NOFOLLOW = 0x20000;
    private static final int AT_SYMLINK_NOFOLLOW = 0x100;

    private static final int COPIED_AT_A_TIME = 1 << 17;
    private static final long SECOND = 1_000_000_000L;

    private static final VarHandle MODE;
    private static final VarHandle INODE;
    private static final VarHandle DEVICE;
    private static final VarHandle LINKS;
    private static final VarHandle OWNER;
    private static final VarHandle GROUP;
    private static final VarHandle SIZE;
    private static final VarHandle[] SECONDS;
    private static final VarHandle[] NANOS;
    private static final VarHandle POINTER;
    private static final VarHandle IS_CLOSED;

    static {
        try {
            Class<?> type = Class.forName("sun.nio.fs.UnixFileAttributes");
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            MODE = lookup.findVarHandle(type, "st_mode", int.class);
            INODE = lookup.findVarHandle(type, "st_ino", long.class);
            DEVICE = lookup.findVarHandle(type, "st_dev", long.class);
            LINKS = lookup.findVarHandle(type, "st_nlink", int.class);
            OWNER = lookup.findVarHandle(type, "st_uid", int.class);
            GROUP = lookup.findVarHandle(type, "st_gid", int.class);
            SIZE = lookup.findVarHandle(type, "st_size", long.class);
            SECONDS = times(lookup, type, "sec");
            NANOS = times(lookup, type, "nsec");
            Class<?> stream = Class.forName("sun.nio.fs.UnixDirectoryStream");
            lookup = MethodHandles.privateLookupIn(stream, MethodHandles.lookup());
            POINTER = lookup.findVarHandle(stream, "dp", long.class);
            IS_CLOSED = lookup.findVarHandle(stream, "isClosed", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private ServedNio() {}

    private static VarHandle[] times(MethodHandles.Lookup lookup, Class<?> type, String unit)
            throws ReflectiveOperationException {
        return new VarHandle[] {
            lookup.findVarHandle(type, "st_atime_".concat(unit), long.class),
            lookup.findVarHandle(type, "st_mtime_".concat(unit), long.class),
            lookup.findVarHandle(type, "st_ctime_".concat(unit), long.class)
        };
    }

    private static boolean leads(Object path, boolean follow) {
        ServedFiles served = ServedFiles.running();
        return served != null && served.leadTo(Bytes.string(Hook.bytes(path)), follow);
    }

    // -- whose call it is

    public static boolean isServedPath(Object path) {
        return leads(path, true);
    }

    public static boolean isServedName(Object path) {
        return leads(path, false);
    }

    public static boolean isServedNames(Object from, Object to) {
        ServedFiles served = ServedFiles.running();
        return served != null && served.leadTo(Bytes.string(Hook.bytes(from)), Bytes.string(Hook.bytes(to)));
    }

    public static boolean isServedOpen(Object path, int flags) {
        return leads(path, (flags & O_NOFOLLOW) == 0 && (flags & (O_CREAT | O_EXCL)) != (O_CREAT | O_EXCL));
    }

    public static boolean isServedAt(Object path, int flags) {
        return leads(path, (flags & AT_SYMLINK_NOFOLLOW) == 0);
    }

    public static boolean isServedNumber(int descriptor) {
        return ServedFiles.isNumber(descriptor);
    }

    public static boolean isServedCopy(int to, int from) {
        return ServedFiles.isNumber(to) || ServedFiles.isNumber(from);
    }

    /** Of an open folder: the host's are addresses, and none is negative. */
    public static boolean isServedPointer(long folder) {
        return folder < 0;
    }

    public static boolean isServedStream(Object stream) {
        return isServedPointer((long) POINTER.get(stream));
    }

    /** Whether the words of a {@code UnixException} are known: the JDK's {@code strerror} says those of another error, the last of the thread. */
    public static boolean isKnownError(Object unix) {
        return Identity.current() != null && Errno.isKnown(unix);
    }

    public static String errorWords(Object unix) {
        return Errno.wordsOf(unix);
    }

    // -- paths

    public static int servedOpen(Object path, int flags) throws Exception {
        try {
            return ServedFiles.number(ServedFiles.withRoom().open(flags, false));
        } catch (Errno e) {
            throw e.unix();
        }
    }

    public static void servedStat(Object path, Object attributes) throws Exception {
        try {
            fill(attributes, ServedFiles.mine().stat());
        } catch (Errno e) {
            throw e.unix();
        }
    }

    /** {@code stat2}: the number of the error, or 0. */
    public static int servedStatNumber(Object path, Object attributes) {
        try {
            fill(attributes, ServedFiles.mine().stat());
            return 0;
        } catch (Errno e) {
            return e.number;
        }
    }

    private static void fill(Object attributes, FileStat stat) {
        MODE.set(attributes, stat.mode());
        INODE.set(attributes, stat.inode());
        DEVICE.set(attributes, stat.device());
        LINKS.set(attributes, 1);
        OWNER.set(attributes, stat.owner());
        GROUP.set(attributes, stat.group());
        SIZE.set(attributes, stat.size());
        for (int i = 0; i < SECONDS.length; i++) {
            SECONDS[i].set(attributes, Math.floorDiv(stat.modified(), SECOND));
            NANOS[i].set(attributes, Math.floorMod(stat.modified(), SECOND));
        }
    }

    public static int servedAccess(Object path, int wanted) {
        try {
            ServedFiles.mine().access(wanted);
            return 0;
        } catch (Errno e) {
            return e.number;
        }
    }

    public static void servedTimes(Object path, int flags, long modified) throws Exception {
        try {
            ServedFiles.mine().touch(modified);
        } catch (Errno e) {
            throw e.unix();
        }
    }

    public static void servedMode(Object path, int mode) throws Exception {
        try {
            ServedFiles.mine().stat().checkMode(mode);
        } catch (Errno e) {
            throw e.unix();
        }
    }

    public static void servedOwner(Object path, int user, int group) throws Exception {
        try {
            ServedFiles.mine().stat().checkOwner(user, group);
        } catch (Errno e) {
            throw e.unix();
        }
    }

    public static byte[] servedReadLink(Object path) throws Exception {
        try {
            return Bytes.of(ServedFiles.mine().target());
        } catch (Errno e) {
            throw e.unix();
        }
    }

    public static void servedMakeFolder(Object path, int mode) throws Exception {
        try {
            ServedFiles.mine().makeFolder();
        } catch (Errno e) {
            throw e.unix();
        }
    }

    public static void servedMakeLink(Object path, byte[] target) throws Exception {
        try {
            ServedFiles.mine().makeLink(Bytes.string(target));
        } catch (Errno e) {
            throw e.unix();
        }
    }

    public static void servedUnlink(Object path) throws Exception {
        try {
            ServedFiles.mine().remove(Boolean.FALSE);
        } catch (Errno e) {
            throw e.unix();
        }
    }

    public static void servedRemoveFolder(Object path) throws Exception {
        try {
            ServedFiles.mine().remove(Boolean.TRUE);
        } catch (Errno e) {
            throw e.unix();
        }
    }

    public static void servedRename(Object from, Object to) throws Exception {
        try {
            ServedFiles.mine().rename();
        } catch (Errno e) {
            throw e.unix();
        }
    }

    public static long servedOpenFolder(Object path) throws Exception {
        try {
            return -(long) ServedFiles.number(ServedFiles.withRoom().list());
        } catch (Errno e) {
            throw e.unix();
        }
    }

    // -- what is open

    public static byte[] servedNextName(long folder) throws Exception {
        try {
            if (ServedFiles.open((int) -folder) instanceof ServedFiles.Names names) {
                String next = names.next();
                return next == null ? null : Bytes.of(next);
            }
            throw new Errno(Errno.EBADF);
        } catch (Errno e) {
            throw e.unix();
        }
    }

    /** {@code UnixDirectoryStream.closeImpl}, whose callers hold the stream's lock; closing is a native call there. */
    public static boolean servedCloseFolder(Object stream) {
        if ((boolean) IS_CLOSED.getVolatile(stream)) {
            return false;
        }
        IS_CLOSED.setVolatile(stream, true);
        ServedFiles.forget((int) -(long) POINTER.get(stream));
        return true;
    }

    public static void servedClose(int descriptor) throws Exception {
        try {
            ServedFiles.close(descriptor);
        } catch (Errno e) {
            throw e.unix();
        }
    }

    public static void servedStatOpen(int descriptor, Object attributes) throws Exception {
        try {
            fill(attributes, ServedFiles.file(descriptor).stat());
        } catch (Errno e) {
            throw e.unix();
        }
    }

    public static void servedModeOpen(int descriptor, int mode) throws Exception {
        try {
            ServedFiles.file(descriptor).stat().checkMode(mode);
        } catch (Errno e) {
            throw e.unix();
        }
    }

    public static void servedTimesOpen(int descriptor, long modified) throws Exception {
        try {
            ServedFiles.file(descriptor).touch(modified);
        } catch (Errno e) {
            throw e.unix();
        }
    }

    // -- copies of files of which one is served

    /** {@code directCopy}: 0, for all is copied. */
    public static int servedDirectCopy(int to, int from) throws Exception {
        servedCopy(to, from);
        return 0;
    }

    public static void servedCopy(int to, int from) throws Exception {
        try {
            ServedFiles.Opened source = ServedFiles.isNumber(from) ? ServedFiles.file(from) : null;
            ServedFiles.Opened target = ServedFiles.isNumber(to) ? ServedFiles.file(to) : null;
            // Neither stream closes its number.
            FileInputStream in = source == null ? new FileInputStream(Standard.descriptorOf(from)) : null;
            FileOutputStream out = target == null ? new FileOutputStream(Standard.descriptorOf(to)) : null;
            byte[] bytes = new byte[COPIED_AT_A_TIME];
            while (true) {
                int count = in == null ? source.read(-1, bytes, 0, bytes.length) : in.read(bytes);
                if (count <= 0) {
                    return;
                }
                if (out == null) {
                    target.write(-1, bytes, 0, count);
                } else {
                    out.write(bytes, 0, count);
                }
            }
        } catch (Errno e) {
            throw e.unix();
        } catch (IOException e) {
            throw new Errno(Errno.EIO, e).unix();
        }
    }
}
