package atoll.server.names;

import atoll.contract.name.NameFault;
import atoll.contract.name.NameSpace;
import java.io.IOException;

/** Paths as callers give them, and as they are kept: without a slash at the end, so that the root is the empty string. */
final class Paths {
    private Paths() {}

    /** The path as it is kept. */
    static String kept(String path) throws IOException {
        if (path.equals("/")) {
            return "";
        }
        int length = path.length();
        if (length > NameSpace.MOST_PATH) {
            throw NameFault.TOO_LONG.because("a path of " + length + " characters, not of " + NameSpace.MOST_PATH);
        }
        if (path.indexOf('\0') >= 0) {
            throw NameFault.INVALID.because("a path with the character 0");
        }
        if (!path.startsWith("/")) {
            throw NameFault.INVALID.because("\"" + path + "\" does not begin with a slash");
        }
        int names = 0;
        for (int from = 1; from <= length; names++) {
            int slash = path.indexOf('/', from);
            int end = slash < 0 ? length : slash;
            String name = path.substring(from, end);
            if (name.isEmpty() || name.equals(".") || name.equals("..")) {
                throw NameFault.INVALID.because("\"" + path + "\" has the name \"" + name + "\"");
            }
            from = end + 1;
            if (slash == length - 1) {
                throw NameFault.INVALID.because("\"" + path + "\" ends with a slash");
            }
        }
        if (names > NameSpace.MOST_DEPTH) {
            throw NameFault.TOO_LONG.because("a path of " + names + " names, not of " + NameSpace.MOST_DEPTH);
        }
        return path;
    }

    /** A kept path as callers see it. */
    static String shown(String kept) {
        return kept.isEmpty() ? "/" : kept;
    }

    /** The end of the path less its last name, or -1 when there is none before {@code from}. */
    static int shorter(String kept, int end, int from) {
        int slash = end == 0 ? -1 : kept.lastIndexOf('/', end - 1);
        return slash < from ? -1 : slash;
    }
}
