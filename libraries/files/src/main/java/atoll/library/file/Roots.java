package atoll.library.file;

import java.io.IOException;
import java.util.List;

/** The trees that the paths of a volume begin in. */
interface Roots {
    Spot spot(String path) throws IOException;

    /** Names below the path that its tree need not have. */
    List<String> below(String path) throws IOException;

    /** One tree for all paths. */
    record One(Root root) implements Roots {
        @Override
        public Spot spot(String path) {
            return new Spot(root, path);
        }

        @Override
        public List<String> below(String path) {
            return List.of();
        }
    }
}
