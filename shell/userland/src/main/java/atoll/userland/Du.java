package atoll.userland;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sums up the sizes of trees. */
public final class Du extends Tool {
    static final String OPTIONS =
            "0,null a,all apparent-size b,bytes c,total d,max-depth: exclude: h,human-readable k L,dereference m "
                    + "s,summarize S,separate-dirs";

    private boolean all;
    private boolean apparent;
    private boolean bytes;
    private boolean human;
    private boolean separate;
    private long unit = 1024;
    private long depth = Long.MAX_VALUE;
    /** Whether any file may be met twice. */
    private boolean hashed;

    private boolean terminated;
    private long total;
    private final Set<String> seen = new HashSet<>();
    private List<String> excluded = List.of();

    private Du() {
        super("du");
    }

    public static void main(String[] args) {
        new Du().start(args);
    }

    @Override
    void run(String[] args) throws IOException {
        Options options = new Options(this, OPTIONS, args);
        all = options.has("a");
        bytes = options.has("b");
        apparent = bytes || options.has("apparent-size");
        String form = options.last("b", "h", "k", "m");
        human = form.equals("h");
        unit = form.equals("b") ? 1 : form.equals("m") ? 1 << 20 : 1024;
        separate = options.has("S");
        terminated = options.has("0");
        excluded = options.values("exclude");
        if (options.has("s") && all) {
            throw Usage.of("cannot both summarize and show all entries");
        }
        String most = options.value("d");
        if (most != null) {
            depth = Count.of(most);
            if (depth < 0) {
                throw Usage.of("invalid maximum depth " + Text.quoted(most));
            }
            if (options.has("s") && depth != 0) {
                throw Usage.of("warning: summarizing conflicts with --max-depth=" + depth);
            }
        }
        depth = options.has("s") ? 0 : depth;
        List<String> operands = options.operands.isEmpty() ? List.of(".") : options.operands;
        hashed = operands.size() > 1 || options.has("L");
        for (String operand : operands) {
            Tree tree = new Tree(options.has("L"));
            try {
                tree.from(operand, FileName.path(operand), options.has("L") || operand.endsWith("/"));
            } catch (java.nio.file.NoSuchFileException e) {
                fail("cannot access " + Text.quoted(operand) + ": " + Failure.of(e));
            }
        }
        if (options.has("c")) {
            print(total, "total");
        }
    }

    private void print(long size, String name) throws IOException {
        out.print(human ? Count.human(size) : Long.toString((size + unit - 1) / unit));
        out.print("\t" + name);
        out.write(terminated ? 0 : '\n');
    }

    private final class Tree extends Walk {
        Tree(boolean followed) {
            super(followed);
        }

        private boolean isExcluded(Step step) {
            for (String glob : excluded) {
                if (new Glob(glob, false).matches(step.last()) || new Glob(glob, false).matches(step.shown)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        boolean enter(Step step) throws IOException {
            if (isExcluded(step)) {
                return false;
            }
            boolean counted = (hashed || step.facts.links > 1 && !step.facts.isFolder())
                    && !seen.add(step.facts.device + " " + step.facts.inode);
            if (counted) {
                return false;
            }
            step.sum = apparent ? step.facts.size : step.facts.room();
            if (!step.facts.isFolder()) {
                end(step, all || step.depth == 0);
            }
            return true;
        }

        @Override
        void leave(Step step) throws IOException {
            end(step, true);
        }

        private void end(Step step, boolean shown) throws IOException {
            if (shown && step.depth <= depth) {
                print(step.sum, step.shown);
            }
            if (step.above == null) {
                total += step.sum + step.below;
            } else if (separate && step.facts.isFolder()) {
                step.above.below += step.sum + step.below;
            } else {
                step.above.sum += step.sum;
            }
        }

        @Override
        void failed(String shown, IOException why, @Nullable Step folder) throws IOException {
            fail("cannot " + (folder == null ? "access " : "read directory ") + Text.quoted(shown) + ": "
                    + Failure.of(why));
        }
    }
}
