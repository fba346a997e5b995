package java.atoll;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;

/** Hooks of file calls that take no path, and of the list of file stores. See {@link Hook}. */
public final class FileHook {
    // Linux, asm-generic/fcntl.h
    private static final int AT_SYMLINK_NOFOLLOW = 0x100;

    private static final MethodHandle NEW_ENTRY;
    private static final VarHandle NAME;
    private static final VarHandle DIR;
    private static final VarHandle TYPE;
    private static final VarHandle OPTIONS;

    static {
        try {
            Class<?> entry = Class.forName("sun.nio.fs.UnixMountEntry");
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(entry, MethodHandles.lookup());
            NEW_ENTRY = lookup.findConstructor(entry, MethodType.methodType(void.class));
            NAME = lookup.findVarHandle(entry, "name", byte[].class);
            DIR = lookup.findVarHandle(entry, "dir", byte[].class);
            TYPE = lookup.findVarHandle(entry, "fstype", byte[].class);
            OPTIONS = lookup.findVarHandle(entry, "opts", byte[].class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private FileHook() {}

    /** Files are also changed through descriptors that were opened for reading. */
    public static void change(int descriptor) throws Exception {
        if (ServedFiles.isNumber(descriptor)) {
            throw new Errno(Errno.EOPNOTSUPP).unix();
        }
        World world = Identity.current();
        if (world != null) {
            world.change(descriptor);
        }
    }

    /** Access of {@code utimensat(2)} and {@code fchmodat(2)}: whether a last symbolic link is followed. */
    public static int at(int flags) {
        return (flags & AT_SYMLINK_NOFOLLOW) != 0 ? Access.EDIT : Access.WRITE;
    }

    /** The mounts of the process, as the JDK reads them of {@code /proc/mounts}. */
    public static Object mounts() {
        List<Object> entries = new ArrayList<>();
        for (String[] mount : Identity.current().mounts()) {
            entries.add(entry(mount[0], mount[1]));
        }
        return entries;
    }

    private static Object entry(String guest, String options) {
        try {
            Object entry = NEW_ENTRY.invoke();
            NAME.set(entry, Bytes.of("atoll"));
            DIR.set(entry, Bytes.of(guest));
            TYPE.set(entry, Bytes.of("atoll"));
            OPTIONS.set(entry, Bytes.of(options));
            return entry;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
