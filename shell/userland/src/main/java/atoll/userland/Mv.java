package atoll.userland;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Moves files. */
public final class Mv extends Tool {
    static final String OPTIONS = "f,force i,interactive n,no-clobber u,update v,verbose " + Targets.OPTIONS;

    private final Asker asker = new Asker(this);

    private Mv() {
        super("mv");
    }

    public static void main(String[] args) {
        new Mv().start(args);
    }

    @Override
    void run(String[] args) throws IOException {
        Options options = new Options(this, OPTIONS, args);
        Targets targets = Targets.of(options, false, true);
        for (int i = 0; i < targets.sources().size(); i++) {
            String source = targets.sources().get(i);
            String target = targets.targets().get(i);
            try {
                move(source, target, options);
            } catch (Output.Broken e) {
                throw e;
            } catch (IOException e) {
                fail("cannot move " + Text.quoted(source) + " to " + Text.quoted(target) + ": " + Failure.of(e));
            }
        }
    }

    private void move(String source, String target, Options options) throws IOException {
        Path from = FileName.path(source);
        Facts facts;
        try {
            facts = Facts.of(source, false);
        } catch (IOException e) {
            fail("cannot stat " + Text.quoted(source) + ": " + Failure.of(e));
            return;
        }
        Path to = facts.isFolder() ? FileName.entry(target) : FileName.path(target);
        Facts there = there(to);
        if (there != null && !wanted(source, target, facts, there, options)) {
            return;
        }
        if (facts.isFolder() && isInside(from, to)) {
            fail("cannot move " + Text.quoted(source) + " to a subdirectory of itself, " + Text.quoted(target));
            return;
        }
        try {
            Files.move(FileName.entry(source), to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            if (!copied(source, target, there)) {
                return;
            }
        } catch (FileSystemException e) {
            if (!"Invalid cross-device link".equals(e.getReason())) {
                throw e;
            }
            if (!copied(source, target, there)) {
                return;
            }
        }
        if (options.has("v")) {
            out.line("renamed " + Text.quoted(source) + " -> " + Text.quoted(target));
        }
    }

    private static @Nullable Facts there(Path path) {
        try {
            return Facts.of(path, false);
        } catch (IOException e) {
            return null;
        }
    }

    private static boolean isInside(Path from, Path to) throws IOException {
        Path above = to.toAbsolutePath().normalize().getParent();
        return above != null && Files.exists(above) && above.toRealPath().startsWith(from.toRealPath());
    }

    private boolean wanted(String source, String target, Facts facts, Facts there, Options options) throws IOException {
        String asks = options.last("f", "i", "n");
        if (asks.equals("n") || options.has("u") && there.modified.compareTo(facts.modified) >= 0) {
            return false;
        }
        if (there.isSame(facts) && !facts.isFolder() || there.isSame(facts) && isSame(source, target)) {
            fail(Text.quoted(source) + " and " + Text.quoted(target) + " are the same file");
            return false;
        }
        if (there.isFolder() && !facts.isFolder()) {
            fail("cannot overwrite directory " + Text.quoted(target) + " with non-directory");
            return false;
        }
        if (!there.isFolder() && facts.isFolder()) {
            fail("cannot overwrite non-directory " + Text.quoted(target) + " with directory " + Text.quoted(source));
            return false;
        }
        return !asks.equals("i") || asker.agrees("overwrite " + Text.quoted(target) + "? ");
    }

    private static boolean isSame(String source, String target) throws IOException {
        return FileName.entry(source).toRealPath().equals(FileName.entry(target).toRealPath());
    }

    /** To another mount: what was there goes, and the source, when all of it is there. */
    private boolean copied(String source, String target, @Nullable Facts there) throws IOException {
        if (there != null && there.isFolder()) {
            needEmpty(target);
        }
        String into = there == null ? target : beside(target);
        Copy copy = new Copy(this);
        copy.recursive = true;
        copy.preserved = true;
        copy.operandsFollowed = false;
        boolean done = false;
        try {
            done = copy.copy(source, into);
            if (done && there != null) {
                Files.move(FileName.entry(into), FileName.entry(target), StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            done = false;
            throw e;
        } finally {
            if (!done && there != null && there(FileName.entry(into)) != null) {
                remove(into);
            }
        }
        if (done) {
            remove(source);
        }
        return done && status == 0;
    }

    private void remove(String operand) throws IOException {
        new Removal().from(FileName.stripped(operand), FileName.entry(operand), false);
    }

    private static void needEmpty(String folder) throws IOException {
        try (DirectoryStream<Path> names = Files.newDirectoryStream(FileName.entry(folder))) {
            if (names.iterator().hasNext()) {
                throw new DirectoryNotEmptyException(folder);
            }
        }
    }

    /** A name in the same folder that nobody else takes. */
    private static String beside(String target) {
        String whole = FileName.stripped(target);
        return whole.substring(0, whole.lastIndexOf('/') + 1) + ".mv-" + Long.toHexString(new Random().nextLong());
    }

    private final class Removal extends Walk {
        Removal() {
            super(false);
        }

        @Override
        boolean enter(Step step) throws IOException {
            if (!step.facts.isFolder()) {
                delete(step);
            }
            return step.facts.isFolder();
        }

        @Override
        void leave(Step step) throws IOException {
            delete(step);
        }

        private void delete(Step step) throws IOException {
            try {
                Files.delete(step.path);
            } catch (IOException e) {
                failed(step.shown, e, null);
            }
        }

        @Override
        void failed(String shown, IOException why, @Nullable Step folder) throws IOException {
            fail("cannot remove " + Text.quoted(shown) + ": " + Failure.of(why));
        }
    }
}
