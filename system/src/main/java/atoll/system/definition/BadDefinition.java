package atoll.system.definition;

import java.io.Serial;
import java.util.List;

/** A definition that cannot be used, with all that is wrong in it. The message has a line for each. */
public final class BadDefinition extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    BadDefinition(List<Problem> problems) {
        super(lines(problems));
        this.problems = List.copyOf(problems);
    }

    private static String lines(List<Problem> problems) {
        StringBuilder text = new StringBuilder();
        for (Problem problem : problems) {
            text.append(text.isEmpty() ? "" : "\n").append(problem);
        }
        return text.toString();
    }

    /** In the order of the text; at least one. */
    public List<Problem> problems() {
        return problems;
    }
}
