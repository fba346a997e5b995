package atoll.userland;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A walk through a tree, without recursion: trees may be deeper than a stack. */
abstract class Walk {
    /** A file on the way, under the name by which it is shown. */
    static final class Step {
        final String shown;
        final Path path;
        final Facts facts;
        final int depth;
        final @Nullable Step above;
        private List<Entry> inside = List.of();
        private int next;

        /** For who walks: what it has summed up so far, and of that what is only for those above. */
        long sum;

        long below;

        private Step(String shown, Path path, Facts facts, @Nullable Step above) {
            this.shown = shown;
            this.path = path;
            this.facts = facts;
            this.above = above;
            depth = above == null ? 0 : above.depth + 1;
        }

        String last() {
            return FileName.last(shown);
        }
    }

    /** Whether links that are found on the way are followed. */
    private final boolean followed;

    Walk(boolean followed) {
        this.followed = followed;
    }

    /** Each file, before what is in it; whether to go into a folder. */
    abstract boolean enter(Step step) throws IOException;

    /** A folder that was gone into, after what is in it. */
    abstract void leave(Step step) throws IOException;

    /** What could not be looked at; or a folder, into which it could not go: then it is left next. */
    abstract void failed(String shown, IOException why, @Nullable Step folder) throws IOException;

    /** Walks from there; {@code linked}: if it is a link, to where it leads. */
    final void from(String shown, Path path, boolean linked) throws IOException {
        List<Step> way = new ArrayList<>();
        Step first = look(shown, path, linked, null);
        if (first != null) {
            go(first, way);
        }
        while (!way.isEmpty()) {
            Step step = way.getLast();
            if (step.next == step.inside.size()) {
                way.removeLast();
                step.inside = List.of();
                leave(step);
                continue;
            }
            Entry entry = step.inside.get(step.next++);
            Step inside = look(FileName.join(step.shown, entry.name()), entry.path(), followed, step);
            if (inside != null) {
                go(inside, way);
            }
        }
    }

    private void go(Step step, List<Step> way) throws IOException {
        if (!enter(step) || !step.facts.isFolder()) {
            return;
        }
        try {
            step.inside = Entry.in(step.path);
        } catch (IOException e) {
            failed(step.shown, e, step);
        }
        way.add(step);
    }

    private @Nullable Step look(String shown, Path path, boolean through, @Nullable Step above) throws IOException {
        try {
            Facts facts = look(path, through);
            for (Step each = above; through && facts.isFolder() && each != null; each = each.above) {
                if (each.facts.isSame(facts)) {
                    throw new FileSystemLoopException(shown);
                }
            }
            return new Step(shown, path, facts, above);
        } catch (Output.Broken e) {
            throw e;
        } catch (IOException e) {
            failed(shown, e, null);
            return null;
        }
    }

    /** A link that leads nowhere is looked at itself. */
    static Facts look(Path path, boolean through) throws IOException {
        if (through) {
            try {
                return Facts.of(path, true);
            } catch (IOException e) {
                return Facts.of(path, false);
            }
        }
        return Facts.of(path, false);
    }
}
