package atoll.contract.file;

import atoll.contract.Region;
import java.io.IOException;

/** What every {@link FileTree} refuses, so that all do it alike. */
public final class FileArguments {
    /** Characters in a name; a server may take fewer. */
    public static final int MOST_NAME = 255;

    /** Characters in the text of a link. */
    public static final int MOST_TARGET = 4095;

    private FileArguments() {}

    /** Returns if the name is one component of a path, and not too long. */
    public static void checkName(String name) throws IOException {
        if (name.isEmpty()
                || name.equals(".")
                || name.equals("..")
                || name.indexOf('/') >= 0
                || name.indexOf('\0') >= 0) {
            throw FileFault.INVALID.because("not a name: \"" + name + "\"");
        }
        if (name.length() > MOST_NAME) {
            throw FileFault.NAME_TOO_LONG.because(name.length() + " characters");
        }
    }

    /** Returns if there can be such an offset in a file, and these bytes are in the region. */
    public static void checkTransfer(long offset, Region region, int at, int length) throws IOException {
        if (offset < 0) {
            throw FileFault.INVALID.because("offset " + offset);
        }
        if (at < 0 || length < 0 || length > region.size() - at) {
            throw FileFault.INVALID.because(length + " bytes at " + at + " in a region of " + region.size());
        }
    }

    /** As {@link #checkTransfer}, for what is to be written. */
    public static void checkWrite(long offset, Region region, int at, int length) throws IOException {
        checkTransfer(offset, region, at, length);
        if (length > FileTree.MOST_BYTES) {
            throw FileFault.TOO_LARGE.because(length + " bytes in one call");
        }
    }

    /** Returns if it can be the text of a link. */
    public static void checkTarget(String target) throws IOException {
        if (target.isEmpty() || target.indexOf('\0') >= 0) {
            throw FileFault.INVALID.because("a link to \"" + target + "\"");
        }
        if (target.length() > MOST_TARGET) {
            throw FileFault.NAME_TOO_LONG.because(target.length() + " characters");
        }
    }
}
