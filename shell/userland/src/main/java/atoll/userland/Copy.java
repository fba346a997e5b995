package atoll.userland;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Copies files and trees. */
final class Copy {
    private static final int PIECE = 1 << 16;
    private static final int OWNERS = 0700;

    private final Tool tool;
    private final Asker asker;
    /** Devices and inodes of what was made for the operands. */
    private final Set<String> made = new HashSet<>();

    boolean recursive;
    boolean preserved;
    boolean forced;
    boolean asked;
    boolean spared;
    boolean newerOnly;
    boolean told;
    /** Whether links among the operands, and below them, are followed. */
    boolean operandsFollowed = true;

    boolean allFollowed;

    private boolean failed;

    Copy(Tool tool) {
        this.tool = tool;
        asker = new Asker(tool);
    }

    /** Whether all of it was copied; what was not, was told. */
    boolean copy(String source, String target) throws IOException {
        failed = false;
        Path from = FileName.path(source);
        Facts facts;
        try {
            facts = Facts.of(source, operandsFollowed);
        } catch (IOException e) {
            return fail("cannot stat " + Text.quoted(source) + ": " + Failure.of(e));
        }
        if (facts.isFolder() && !recursive) {
            return fail("-r not specified; omitting directory " + Text.quoted(source));
        }
        new Tree(target).from(source, from, operandsFollowed);
        return !failed;
    }

    private boolean fail(String message) throws IOException {
        tool.fail(message);
        failed = true;
        return false;
    }

    /** One operand, and what is in it. */
    private final class Tree extends Walk {
        private final String target;
        private @Nullable Facts top;

        Tree(String target) {
            super(allFollowed);
            this.target = target;
        }

        @Override
        boolean enter(Step step) throws IOException {
            String as = as(step);
            if (top != null && step.facts.isFolder() && step.facts.isSame(top)) {
                return fail("cannot copy a directory, " + Text.quoted(first(step)) + ", into itself, "
                        + Text.quoted(target));
            }
            try {
                boolean folder = one(step.shown, step.path, step.facts, as);
                if (folder && top == null) {
                    top = Facts.of(FileName.path(target), true);
                }
                return folder;
            } catch (Output.Broken e) {
                throw e;
            } catch (IOException e) {
                return fail(String.valueOf(e.getMessage()));
            }
        }

        private String first(Step step) {
            Step at = step;
            while (at.above != null) {
                at = at.above;
            }
            return at.shown;
        }

        private String as(Step step) {
            if (step.above == null) {
                return target;
            }
            return FileName.join(
                    target, step.shown.substring(FileName.join(first(step), "").length()));
        }

        @Override
        void leave(Step step) throws IOException {
            Path to = FileName.path(as(step));
            if (preserved) {
                preserve(step.facts, to, as(step));
            } else if ((step.facts.mode & OWNERS) != OWNERS) {
                Modes.set(to, step.facts.mode & 0777);
            }
        }

        @Override
        void failed(String shown, IOException why, @Nullable Step folder) throws IOException {
            fail((folder == null ? "cannot stat " : "cannot access ") + Text.quoted(shown) + ": " + Failure.of(why));
        }
    }

    /** Whether it is a folder, to be filled. Errors are told by messages of exceptions. */
    private boolean one(String source, Path from, Facts facts, String target) throws IOException {
        Path to = facts.isFolder() ? FileName.entry(target) : FileName.path(target);
        Facts there = there(target, to);
        Facts beyond = there != null && there.isLink() ? beyond(to) : there;
        if (beyond != null && beyond.isSame(facts) || there != null && there.isSame(facts)) {
            if (!(facts.isFolder() && made.contains(key(facts)))) {
                throw new IOException(Text.quoted(source) + " and " + Text.quoted(target) + " are the same file");
            }
        }
        if (facts.isFolder()) {
            if (beyond != null && !beyond.isFolder()) {
                throw new IOException("cannot overwrite non-directory " + Text.quoted(target) + " with directory "
                        + Text.quoted(source));
            }
            makeFolder(source, facts, target, to, beyond);
            return true;
        }
        if (beyond != null && beyond.isFolder()) {
            throw new IOException("cannot overwrite directory " + Text.quoted(target) + " with non-directory");
        }
        if (there != null && made.contains(key(there))) {
            throw new IOException(
                    "will not overwrite just-created " + Text.quoted(target) + " with " + Text.quoted(source));
        }
        if (there != null && !wanted(facts, beyond == null ? there : beyond, target)) {
            return false;
        }
        if (told) {
            tool.out.line(Text.quoted(source) + " -> " + Text.quoted(target));
        }
        if (facts.isLink()) {
            link(from, target, to, there);
        } else if (facts.isFile()) {
            if (there != null && beyond == null) {
                throw new IOException("not writing through dangling symlink " + Text.quoted(target));
            }
            content(source, from, facts, target, to);
        } else {
            throw new IOException("cannot copy special file " + Text.quoted(source));
        }
        made.add(key(Facts.of(to, false)));
        if (preserved && !facts.isLink()) {
            preserve(facts, to, target);
        }
        return false;
    }

    private static String key(Facts facts) {
        return facts.device + " " + facts.inode;
    }

    private static @Nullable Facts there(String target, Path path) throws IOException {
        try {
            return Facts.of(path, false);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new IOException("cannot stat " + Text.quoted(target) + ": " + Failure.of(e), e);
        }
    }

    private static @Nullable Facts beyond(Path path) {
        try {
            return Facts.of(path, true);
        } catch (IOException e) {
            return null;
        }
    }

    private boolean wanted(Facts facts, Facts there, String target) throws IOException {
        if (spared || newerOnly && there.modified.compareTo(facts.modified) >= 0) {
            return false;
        }
        return !asked || asker.agrees("overwrite " + Text.quoted(target) + "? ");
    }

    private void makeFolder(String source, Facts facts, String target, Path to, @Nullable Facts there)
            throws IOException {
        if (there != null) {
            return;
        }
        if (told) {
            tool.out.line(Text.quoted(source) + " -> " + Text.quoted(target));
        }
        try {
            try {
                Files.createDirectory(
                        to, PosixFilePermissions.asFileAttribute(Modes.permissions(facts.mode & 0777 | OWNERS)));
            } catch (UnsupportedOperationException e) {
                Files.createDirectory(to);
            }
        } catch (IOException e) {
            throw new IOException("cannot create directory " + Text.quoted(target) + ": " + Failure.of(e), e);
        }
        made.add(key(Facts.of(to, false)));
    }

    private void link(Path from, String target, Path to, @Nullable Facts there) throws IOException {
        try {
            if (there != null) {
                Files.delete(to);
            }
            Files.createSymbolicLink(to, Files.readSymbolicLink(from));
        } catch (IOException e) {
            throw new IOException("cannot create symbolic link " + Text.quoted(target) + ": " + Failure.of(e), e);
        }
    }

    private void content(String source, Path from, Facts facts, String target, Path to) throws IOException {
        SeekableByteChannel reading;
        try {
            reading = Files.newByteChannel(from, StandardOpenOption.READ);
        } catch (IOException e) {
            throw new IOException("cannot open " + Text.quoted(source) + " for reading: " + Failure.of(e), e);
        }
        try (reading;
                SeekableByteChannel writing = create(facts, target, to)) {
            ByteBuffer piece = ByteBuffer.allocate(PIECE);
            while (reading.read(piece) >= 0) {
                piece.flip();
                while (piece.hasRemaining()) {
                    writing.write(piece);
                }
                piece.clear();
            }
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (FileSystemException e) {
            throw new IOException(Failure.of(e), e);
        } catch (IOException e) {
            throw e.getMessage() != null && e.getMessage().startsWith("cannot ")
                    ? e
                    : new IOException(
                            "error copying " + Text.quoted(source) + " to " + Text.quoted(target) + ": "
                                    + Failure.of(e),
                            e);
        }
    }

    private SeekableByteChannel create(Facts facts, String target, Path to) throws IOException {
        try {
            return create(facts, to);
        } catch (IOException e) {
            boolean there = Files.exists(to, LinkOption.NOFOLLOW_LINKS);
            if (forced && there && !(e instanceof NoSuchFileException)) {
                Files.delete(to);
                return create(facts, to);
            }
            String why = Failure.of(e);
            boolean below = why.equals("Not a directory") && !target.endsWith("/");
            throw new IOException(
                    (below ? "cannot stat " : "cannot create regular file ") + Text.quoted(target) + ": "
                            + (target.endsWith("/") ? "Not a directory" : why),
                    e);
        }
    }

    private static SeekableByteChannel create(Facts facts, Path to) throws IOException {
        Set<OpenOption> options =
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        Set<PosixFilePermission> modes = Modes.permissions(facts.mode & 0777);
        try {
            return Files.newByteChannel(to, options, PosixFilePermissions.asFileAttribute(modes));
        } catch (UnsupportedOperationException e) {
            return Files.newByteChannel(to, options);
        }
    }

    /** File servers that keep no modes or owners are no failure; times are. */
    private void preserve(Facts facts, Path to, String target) throws IOException {
        Facts now = Facts.of(to, true);
        try {
            if (now.user != facts.user) {
                Files.setAttribute(to, "unix:uid", facts.user);
            }
            if (now.group != facts.group) {
                Files.setAttribute(to, "unix:gid", facts.group);
            }
            if (now.mode != facts.mode) {
                Modes.set(to, facts.mode & 0777);
            }
        } catch (FileSystemException e) {
            // As in GNU's, whoever may not give files away keeps them.
            made.add(key(now));
        }
        try {
            Files.getFileAttributeView(to, BasicFileAttributeView.class).setTimes(facts.modified, facts.accessed, null);
        } catch (IOException e) {
            throw new IOException("preserving times for " + Text.quoted(target) + ": " + Failure.of(e), e);
        }
    }
}
