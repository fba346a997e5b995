package atoll.system.definition;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong, so that all of it is told at once. */
public final class Problems {
    /** Who has more has another trouble. */
    private static final int MOST = 100;

    private final Path file;
    private final List<Problem> all = new ArrayList<>();

    public Problems(Path file) {
        this.file = file;
    }

    public void add(Position at, String what) {
        all.add(new Problem(file, at, Shown.line(what)));
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** In the order of the text. */
    public void check() throws BadDefinition {
        if (all.isEmpty()) {
            return;
        }
        all.sort(Comparator.comparing(Problem::at));
        int more = all.size() - MOST;
        List<Problem> told = new ArrayList<>(more > 0 ? all.subList(0, MOST) : all);
        if (more > 0) {
            told.add(new Problem(file, told.getLast().at(), "and " + more + " more"));
        }
        throw new BadDefinition(told);
    }
}
