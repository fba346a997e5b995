package java.atoll;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;

/** A file call failed as a system call fails: with a number. No program sees one; hooks throw what the JDK makes of it. */
public final class Errno extends IOException {
    private static final long serialVersionUID = 1L;

    // Linux, asm-generic/errno-base.h and errno.h
    public static final int ENOENT = 2;
    public static final int EIO = 5;
    public static final int ENXIO = 6;
    public static final int EBADF = 9;
    public static final int EACCES = 13;
    public static final int EBUSY = 16;
    public static final int EEXIST = 17;
    public static final int EXDEV = 18;
    public static final int ENOTDIR = 20;
    public static final int EISDIR = 21;
    public static final int EINVAL = 22;
    public static final int EMFILE = 24;
    public static final int EFBIG = 27;
    public static final int ENAMETOOLONG = 36;
    public static final int ELOOP = 40;
    public static final int EOPNOTSUPP = 95;
    public static final int ESTALE = 116;

    private static final MethodHandle NEW_UNIX;
    private static final VarHandle UNIX_NUMBER;
    private static final VarHandle UNIX_TEXT;

    static {
        try {
            Class<?> unix = Class.forName("sun.nio.fs.UnixException");
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(unix, MethodHandles.lookup());
            NEW_UNIX = lookup.findConstructor(unix, MethodType.methodType(void.class, int.class));
            UNIX_NUMBER = lookup.findVarHandle(unix, "errno", int.class);
            UNIX_TEXT = lookup.findVarHandle(unix, "msg", String.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    public final int number;

    public Errno(int number) {
        this(number, null);
    }

    /** {@code cause} is what the server said, or how the call of it failed. */
    public Errno(int number, Throwable cause) {
        super(text(number) == null ? "Input/output error" : text(number), cause);
        this.number = number;
    }

    /** As {@code strerror(3)}; of the numbers that servers' errors have, and a few more. */
    static String text(int number) {
        return switch (number) {
            case 1 -> "Operation not permitted";
            case ENOENT -> "No such file or directory";
            case EIO -> "Input/output error";
            case ENXIO -> "No such device or address";
            case EBADF -> "Bad file descriptor";
            case EACCES -> "Permission denied";
            case EBUSY -> "Device or resource busy";
            case EEXIST -> "File exists";
            case EXDEV -> "Invalid cross-device link";
            case ENOTDIR -> "Not a directory";
            case EISDIR -> "Is a directory";
            case EINVAL -> "Invalid argument";
            case EMFILE -> "Too many open files";
            case EFBIG -> "File too large";
            case 28 -> "No space left on device";
            case 30 -> "Read-only file system";
            case ENAMETOOLONG -> "File name too long";
            case 39 -> "Directory not empty";
            case ELOOP -> "Too many levels of symbolic links";
            case EOPNOTSUPP -> "Operation not supported";
            case ESTALE -> "Stale file handle";
            default -> null;
        };
    }

    /** Of a {@code UnixException}. */
    static boolean isKnown(Object unix) {
        return UNIX_TEXT.get(unix) == null && text((int) UNIX_NUMBER.get(unix)) != null;
    }

    static String wordsOf(Object unix) {
        return text((int) UNIX_NUMBER.get(unix));
    }

    /** As the native methods of {@code java.io} and {@code sun.nio.ch} throw it. The cause is text: it may be of a class that is not for programs. */
    IOException plain() {
        return new IOException(getMessage(), told(getCause()));
    }

    private static IOException told(Throwable cause) {
        return cause == null || cause.getMessage() == null ? null : new IOException(cause.getMessage());
    }

    /** As those of {@code sun.nio.fs} throw it. */
    Exception unix() {
        try {
            return (Exception) NEW_UNIX.invoke(number);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** As opening a file in {@code java.io} throws it. */
    java.io.FileNotFoundException notFound(String path) {
        return new java.io.FileNotFoundException(
                path.concat(" (").concat(getMessage()).concat(")"));
    }
}
