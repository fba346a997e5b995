package atoll.shell.run;

import atoll.contract.process.Launcher;
import atoll.shell.expand.Expander;
import atoll.shell.syntax.Redirect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Opens what redirections name, and puts back what was there before. */
final class Redirects {
    /** One could not be done. */
    static final class Failed extends Exception {
        private static final long serialVersionUID = 1;
        final int line;

        Failed(int line, String what) {
            super(what);
            this.line = line;
        }
    }

    /** What to put back, the last first. */
    final class Undo {
        private record Before(int descriptor, @Nullable Handle handle) {}

        private final Deque<Before> before = new ArrayDeque<>();

        private void keep(int descriptor) {
            Handle handle = state.descriptors.get(descriptor);
            before.push(new Before(descriptor, handle == null ? null : handle.used()));
        }

        void run() {
            for (Before one : before) {
                state.descriptors.set(one.descriptor, one.handle);
            }
            forget();
        }

        /** It stays as it is. */
        void forget() {
            for (Before one : before) {
                if (one.handle != null) {
                    one.handle.unused();
                }
            }
            before.clear();
        }
    }

    private final State state;
    private final Expander expander;

    Redirects(State state, Expander expander) {
        this.state = state;
        this.expander = expander;
    }

    /** @param own for a program alone, which may be given the files themselves */
    Undo apply(List<Redirect> redirects, boolean own) throws Failed {
        Undo undo = new Undo();
        try {
            for (Redirect redirect : redirects) {
                undo.keep(redirect.descriptor());
                apply(redirect, own);
            }
        } catch (Failed | RuntimeException e) {
            undo.run();
            throw e;
        }
        return undo;
    }

    private void apply(Redirect redirect, boolean own) throws Failed {
        int number = redirect.descriptor();
        if (redirect.kind() == Redirect.Kind.HERE) {
            state.descriptors.set(
                    number, document(expander.string(redirect.target().word()), redirect.line()));
            return;
        }
        String target = expander.string(redirect.target().word());
        switch (redirect.kind()) {
            case COPY_READ, COPY_WRITE -> copy(number, target, redirect);
            default -> state.descriptors.set(number, open(redirect, target, own));
        }
    }

    private void copy(int number, String target, Redirect redirect) throws Failed {
        if (target.equals("-")) {
            state.descriptors.set(number, null);
            return;
        }
        if (target.length() != 1 || target.charAt(0) < '0' || target.charAt(0) > '9') {
            throw new Failed(redirect.line(), target + ": bad file descriptor");
        }
        Handle handle = state.descriptors.get(target.charAt(0) - '0');
        if (handle == null) {
            throw new Failed(redirect.line(), target + ": bad file descriptor");
        }
        state.descriptors.set(number, handle);
    }

    private Handle open(Redirect redirect, String name, boolean own) throws Failed {
        if (name.equals("/dev/null")) {
            return new Nothing();
        }
        boolean reads = redirect.kind() == Redirect.Kind.READ;
        try {
            Path path = state.path(name);
            if (name.isEmpty()) {
                throw new NoSuchFileException(name);
            }
            if (Files.isDirectory(path)) {
                throw new FileSystemException(name, null, "is a directory");
            }
            return switch (redirect.kind()) {
                case READ -> new FileHandle(path, own, Set.of(StandardOpenOption.READ));
                case READ_WRITE ->
                    new FileHandle(
                            path,
                            false,
                            Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE));
                default -> written(redirect, path, own);
            };
        } catch (IOException e) {
            throw new Failed(redirect.line(), "cannot " + (reads ? "open " : "create ") + name + ": " + said(e));
        } catch (InvalidPathException e) {
            throw new Failed(redirect.line(), "cannot open " + name + ": not a name of a file");
        }
    }

    private Handle written(Redirect redirect, Path path, boolean own) throws IOException {
        if (redirect.kind() != Redirect.Kind.APPEND) {
            boolean keep = redirect.kind() == Redirect.Kind.WRITE && state.options.is('C') && !isDevice(path);
            Set<OpenOption> options = keep
                    ? Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)
                    : Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
            Files.newByteChannel(path, options).close();
        }
        return new FileHandle(path, own, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    private static boolean isDevice(Path path) {
        return Files.exists(path) && !Files.isRegularFile(path);
    }

    /** In a shell's words. */
    static String said(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "file exists";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NotDirectoryException) {
            return "not a directory";
        }
        if (e instanceof FileSystemException of && of.getReason() != null) {
            return of.getReason();
        }
        return String.valueOf(e.getMessage());
    }

    /** A pipe from which the text comes. */
    private Handle document(String text, int line) throws Failed {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Launcher launcher = state.world.launcher();
        if (launcher == null) {
            return new Source(new java.io.ByteArrayInputStream(bytes), false);
        }
        int pipe;
        try {
            pipe = launcher.pipe();
        } catch (IOException e) {
            throw new Failed(line, "here-document: " + Launching.said(e));
        }
        PipeEnd writes = new PipeEnd(launcher, pipe, false);
        writes.used();
        PipeEnd reads = new PipeEnd(launcher, pipe, true);
        if (bytes.length <= Launcher.MOST) {
            give(writes, bytes);
        } else {
            state.world.thread(() -> give(writes, bytes)).start();
        }
        return reads;
    }

    private static void give(PipeEnd to, byte[] bytes) {
        try {
            to.write(bytes, bytes.length);
        } catch (IOException e) {
            // Nobody reads it any more.
        } finally {
            to.unused();
        }
    }
}
