package atoll.personality.java.served;

import atoll.personality.java.files.PathCalls;
import java.atoll.Errno;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What the running thread asks: one path or two, and where they lead. Between the two steps of a call; see {@link java.atoll.ServedFiles}. */
final class Ask {
    private static final ThreadLocal<Ask> MINE = ThreadLocal.withInitial(Ask::new);

    private String path = "";
    private @Nullable String other;
    private boolean follow;
    private @Nullable Route route;
    private @Nullable Route otherRoute;
    private @Nullable Errno failure;

    private Ask() {}

    static Ask mine() {
        return MINE.get();
    }

    /** Whether one of the paths leads to a served tree, or fails on the way. */
    boolean leads(Trees trees, String one, @Nullable String two, boolean follows) {
        path = one;
        other = two;
        follow = follows;
        failure = null;
        route = null;
        otherRoute = null;
        try {
            again(trees);
        } catch (Errno e) {
            failure = e;
            return true;
        } catch (IOException e) {
            // Of the host: it says so again when it is asked for the host path.
            return false;
        }
        return leads(route) || leads(otherRoute);
    }

    private static boolean leads(@Nullable Route to) {
        return to != null && to.spot() != null;
    }

    void again(Trees trees) throws IOException {
        route = trees.route(path, follow);
        String second = other;
        otherRoute = second == null ? null : trees.route(second, follow);
    }

    /** Step two begins: what step one failed with is thrown now. */
    void begin() throws Errno {
        Errno failed = failure;
        failure = null;
        if (failed != null) {
            throw failed;
        }
    }

    /** Where the first path leads; a host's is on another device. */
    Spot spot() throws Errno {
        return of(route);
    }

    Spot other() throws Errno {
        return of(otherRoute);
    }

    private static Spot of(@Nullable Route to) throws Errno {
        Spot spot = to == null ? null : to.spot();
        if (spot == null) {
            throw new Errno(Errno.EXDEV);
        }
        return spot;
    }

    /** The way on of a path that leads to the host, once; null if another was asked for. See {@link PathCalls.Servers#led}. */
    @Nullable String led(String of) {
        Route known = null;
        if (of.equals(path)) {
            known = route;
            route = null;
        } else if (of.equals(other)) {
            known = otherRoute;
            otherRoute = null;
        }
        return known == null || known.spot() != null ? null : known.led();
    }
}
