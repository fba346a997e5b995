package atoll.userland;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Removes files. */
public final class Rm extends Tool {
    static final String OPTIONS = "d,dir f,force i I r,R,recursive v,verbose no-preserve-root preserve-root";

    /** Of operands that are removed without a question by {@code -I}. */
    private static final int FEW = 3;
    /** Characters of a path above which a folder is moved up before it is emptied; hosts have a limit of 4,096 bytes. */
    private static final int DEEP = 1000;

    private final Asker asker = new Asker(this);
    private boolean forced;
    private boolean asked;
    private boolean told;
    private boolean recursive;
    private boolean folders;

    private Rm() {
        super("rm");
    }

    public static void main(String[] args) {
        new Rm().start(args);
    }

    @Override
    void run(String[] args) throws IOException {
        Options options = new Options(this, OPTIONS, args);
        String asks = options.last("f", "i", "I");
        forced = asks.equals("f");
        asked = asks.equals("i");
        told = options.has("v");
        recursive = options.has("r");
        folders = options.has("d");
        if (!forced) {
            options.needOperand();
        }
        List<String> operands = options.operands;
        if (asks.equals("I") && (operands.size() > FEW || recursive) && !agrees(operands.size())) {
            return;
        }
        boolean whole = options.last("no-preserve-root", "preserve-root").equals("no-preserve-root");
        for (String operand : operands) {
            try {
                remove(operand, whole);
            } catch (Output.Broken e) {
                throw e;
            } catch (IOException e) {
                cannot(operand, e);
            }
        }
    }

    private boolean agrees(int count) throws IOException {
        String what = count == 1 ? "1 argument" : count + " arguments";
        return asker.agrees("remove " + what + (recursive ? " recursively? " : "? "));
    }

    private void cannot(String shown, IOException why) throws Output.Broken {
        boolean gone = why instanceof NoSuchFileException || Failure.of(why).equals("Not a directory");
        if (!forced || !gone) {
            fail("cannot remove " + Text.quoted(shown) + ": " + Failure.of(why));
        }
    }

    private void remove(String operand, boolean rootToo) throws IOException {
        Path path = FileName.path(operand);
        Facts facts = Facts.of(operand, false);
        if (operand.endsWith("/") && Files.isSymbolicLink(FileName.entry(operand))) {
            throw new FileSystemException(operand, null, "Not a directory");
        }
        if (facts.isFolder() && !recursive && !(folders && Entry.in(path).isEmpty())) {
            fail("cannot remove " + Text.quoted(operand) + ": " + (folders ? "Directory not empty" : "Is a directory"));
            return;
        }
        String last = FileName.last(operand);
        if (recursive && (last.equals(".") || last.equals(".."))) {
            fail("refusing to remove '.' or '..' directory: skipping " + Text.quoted(operand));
            return;
        }
        if (facts.isFolder() && !rootToo && facts.isSame(Facts.of(Path.of("/"), true))) {
            boolean plain = operand.equals("/");
            fail("it is dangerous to operate recursively on " + Text.quoted(operand) + (plain ? "" : " (same as '/')"));
            complain("use --no-preserve-root to override this failsafe");
            return;
        }
        new Removal(FileName.stripped(operand), FileName.entry(operand)).from();
    }

    private String question(Walk.Step step) {
        String kind =
                step.facts.isFolder() ? "directory " : step.facts.isLink() ? "symbolic link " : regular(step.facts);
        return "remove " + kind + Text.quoted(step.shown) + "? ";
    }

    private static String regular(Facts facts) {
        return facts.isFile() ? facts.size == 0 ? "regular empty file " : "regular file " : "special file ";
    }

    /** One operand. */
    private final class Removal extends Walk {
        private final String operand;
        private final Path top;
        /** Folders that stay, because something in them does. */
        private final Set<Step> kept = new HashSet<>();

        private int moved;

        Removal(String operand, Path top) {
            super(false);
            this.operand = operand;
            this.top = top;
        }

        void from() throws IOException {
            from(operand, top, false);
            while (moved > 0) {
                // What was moved up is emptied in turn; only deep trees have such.
                moved = 0;
                for (Entry entry :
                        Files.isDirectory(top, LinkOption.NOFOLLOW_LINKS) ? Entry.in(top) : List.<Entry>of()) {
                    from(FileName.join(operand, entry.name()), entry.path(), false);
                }
                if (moved == 0) {
                    Files.deleteIfExists(top);
                }
            }
        }

        @Override
        boolean enter(Step step) throws IOException {
            if (!step.facts.isFolder()) {
                if (asked && !asker.agrees(question(step))) {
                    keep(step);
                } else {
                    delete(step);
                }
                return false;
            }
            if (!asked
                    && step.depth > 1
                    && step.path.toString().length() > DEEP + top.toString().length()) {
                raise(step);
                return false;
            }
            if (asked
                    && !Entry.in(step.path).isEmpty()
                    && !asker.agrees("descend into directory " + Text.quoted(step.shown) + "? ")) {
                keep(step);
                return false;
            }
            return true;
        }

        /** A path has an end, a tree need not: its lower part becomes one of its own beside the others. */
        private void raise(Step step) throws IOException {
            Path up = top.resolve(".rm-" + Long.toHexString(System.nanoTime()) + "-" + moved++);
            try {
                Files.move(step.path, up, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                cannot(step.shown, e);
                keep(step);
            }
        }

        @Override
        void leave(Step step) throws IOException {
            if (kept.contains(step) || step.depth == 0 && moved > 0) {
                keep(step);
            } else if (asked && !asker.agrees(question(step))) {
                keep(step);
            } else {
                delete(step);
            }
        }

        private void delete(Step step) throws IOException {
            try {
                Files.delete(step.path);
                if (told) {
                    out.line("removed " + (step.facts.isFolder() ? "directory " : "") + Text.quoted(step.shown));
                }
            } catch (Output.Broken e) {
                throw e;
            } catch (IOException e) {
                cannot(step.shown, e);
                keep(step);
            }
        }

        private void keep(Step step) {
            if (step.above != null) {
                kept.add(step.above);
            }
        }

        @Override
        void failed(String shown, IOException why, @Nullable Step folder) throws IOException {
            if (folder == null) {
                cannot(shown, why);
            } else {
                cannot(shown, why);
                kept.add(folder);
                keep(folder);
            }
        }
    }
}
