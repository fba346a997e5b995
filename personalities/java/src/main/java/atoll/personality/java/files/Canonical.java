package atoll.personality.java.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * {@code File.getCanonicalPath}, as the JDK's native code has it: what of a path is there is resolved, from the longest part
 * on, and the rest is taken as it is written.
 */
final class Canonical {
    private Canonical() {}

    /** {@code realpath(3)} in the process's name space. */
    interface Real {
        /** {@link NoSuchFileException} and {@link AccessDeniedException} when a shorter part is to be tried. */
        String path(String path) throws IOException;
    }

    static String of(String path, Real real) throws IOException {
        try {
            return real.path(path);
        } catch (NoSuchFileException | AccessDeniedException | FileSystemLoopException e) {
            // A part of it may be there.
        }
        for (int end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
            try {
                String there = real.path(path.substring(0, end));
                return collapsed(there + path.substring(end));
            } catch (NoSuchFileException | AccessDeniedException e) {
                // A shorter one.
            } catch (FileSystemLoopException e) {
                throw new IOException("Too many levels of symbolic links", e);
            }
        }
        return collapsed(path);
    }

    /** Dots are names that take the name before them away, links or not. */
    private static String collapsed(String path) {
        Deque<String> names = new ArrayDeque<>();
        for (String name : path.split("/", -1)) {
            if (name.equals("..")) {
                names.pollLast();
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.addLast(name);
            }
        }
        return "/" + String.join("/", names);
    }
}
