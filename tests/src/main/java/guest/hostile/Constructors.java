package guest.hostile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Category 14: programs that will not die, of constructors. Each says "ready" and goes on. */
public final class Constructors {
    private static final Map<String, Attempt.Body> PROGRAMS = Map.of(
            "treeOfConstructors", () -> new Tree(400),
            "treeThroughJdk", () -> new Copies(new Copies(null, 400), 400),
            "constructorByJdk", () -> Stream.generate(Nothing::new).allMatch(Objects::nonNull));

    private Constructors() {}

    public static void main(String[] args) throws Throwable {
        System.out.println("ready");
        System.out.flush();
        PROGRAMS.get(args[0]).run();
    }

    /** Two to the power of {@code depth} constructors. */
    private static final class Tree {
        Tree(int depth) {
            if (depth > 0) {
                new Tree(depth - 1);
                new Tree(depth - 1);
            }
        }
    }

    /** A constructor that calls one constructor, of the JDK, which copies what makes two more of these. */
    private static final class Copies extends ArrayList<Object> {
        private final int depth;

        Copies(@Nullable Collection<?> from, int depth) {
            super(from == null ? List.of() : from);
            this.depth = depth;
        }

        @Override
        public Object[] toArray() {
            return depth == 0
                    ? new Object[0]
                    : new Object[] {
                        new Copies(new Copies(null, depth - 1), depth - 1),
                        new Copies(new Copies(null, depth - 1), depth - 1)
                    };
        }
    }

    private static final class Nothing {}
}
