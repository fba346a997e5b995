package atoll.tests.names;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.AnyGate;
import atoll.contract.name.NameFault;
import atoll.contract.name.NameSpace;
import atoll.contract.name.Place;
import atoll.system.service.NameView;
import atoll.tests.Kills;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random steps in several name spaces beside a model: each ends as in the model, and afterwards everything that can be seen
 * is what the model shows. The same with a server that is killed all the time: not one step is lost, or done twice.
 */
@Timeout(300)
class NameModelTest extends Named {
    private static final int STEPS = 1_500;
    private static final int KILLS = 30;
    private static final List<Place> PLACES = List.of(Place.values());
    private static final int GATES = 4;
    private static final int ROOM = 30;
    private static final int MOST_VIEWS = 10;
    private static final List<String> PATHS = List.of(
            "/", "/a", "/b", "/a/a", "/a/b", "/b/a", "/b/b", "/a/a/a", "/a/a/b", "/a/b/a", "/a/b/b", "/b/a/a", "/b/a/b",
            "/b/b/a", "/b/b/b");

    /** A name space as it is and as it should be; the host's view of it if the host made it. */
    private record Pair(NameSpace real, NameModel.View model, NameView host) {}

    private final NameModel model = new NameModel();
    private final List<Pair> pairs = new ArrayList<>();
    private boolean killed;
    private int done;
    private int refusals;
    private int unavailable;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nameSpacesAreWhatTheModelIs(boolean killed) throws Exception {
        this.killed = killed;
        long seed = Long.getLong("atoll.seed", new Random().nextLong());
        Random random = new Random(seed);
        Kills kills = killed ? kills("names", KILLS, new Random(seed + 1)) : null;
        int steps = 0;
        try {
            while (steps < STEPS || kills != null && kills.isAlive()) {
                step(random);
                if (++steps % 25 == 0) {
                    compare();
                }
            }
            compare();
        } catch (AssertionError | Exception e) {
            throw new AssertionError("step " + steps + ", seed " + seed + ": " + e.getMessage(), e);
        }
        if (kills != null) {
            kills.end();
        }
        System.out.println(steps + " steps" + (killed ? " and " + KILLS + " kills" : "") + ", " + done + " done, "
                + refusals + " refused, " + unavailable + " not done for want of a server, seed " + seed);
    }

    private void step(Random random) throws IOException {
        if (pairs.isEmpty() || pairs.size() < MOST_VIEWS && random.nextInt(20) == 0) {
            open(random);
            return;
        }
        Pair pair = pairs.get(random.nextInt(pairs.size()));
        String path = PATHS.get(random.nextInt(PATHS.size()));
        Place place = PLACES.get(random.nextInt(PLACES.size()));
        int number = random.nextInt(GATES);
        switch (random.nextInt(14)) {
            case 0, 1, 2, 3 -> {
                String at = path.equals("/") ? "/a" : path;
                same(
                        () -> pair.real.bind(at, gate(number), place),
                        () -> model.bind(pair.model, at, gate(number), null, place));
            }
            case 4, 5, 6 -> {
                Pair tree = pairs.get(random.nextInt(pairs.size()));
                same(
                        () -> pair.real.mount(path, tree.real, place),
                        () -> model.bind(pair.model, path, tree.real, tree.model, place));
            }
            case 7, 8, 9 -> same(() -> pair.real.unbind(path, null), () -> model.unbind(pair.model, path, null));
            case 10 ->
                same(() -> pair.real.unbind(path, gate(number)), () -> model.unbind(pair.model, path, gate(number)));
            case 11, 12 -> make(pair, random.nextInt(3) > 0);
            default -> {
                if (random.nextInt(4) == 0) {
                    same(pair.real::close, () -> model.close(pair.model));
                    pairs.removeIf(p -> p.model.closed);
                }
            }
        }
    }

    private void open(Random random) {
        NameView host;
        NameModel.Space space;
        Pair shared = pairs.isEmpty() ? null : pairs.get(random.nextInt(pairs.size()));
        if (shared != null && shared.host != null && random.nextBoolean()) {
            host = shared.host.share(ROOM);
            space = shared.model.space;
        } else {
            host = names.space(ROOM);
            space = new NameModel.Space();
        }
        pairs.add(new Pair(host.space(), model.open(space, ROOM), host));
    }

    private void make(Pair of, boolean copies) {
        NameSpace[] real = new NameSpace[1];
        NameModel.View[] made = new NameModel.View[1];
        same(() -> real[0] = copies ? of.real.copy() : of.real.empty(), () -> {
            made[0] = model.make(of.model, copies);
            return made[0] == null ? NameFault.NO_ROOM : null;
        });
        if (made[0] != null) {
            pairs.add(new Pair(real[0], made[0], null));
        }
    }

    /** What is not done, because the server was killed again and again, has done nothing. */
    private void same(Deed deed, Supplier<NameFault> expected) {
        NameFault outcome = outcome(deed);
        if (outcome == NameFault.UNAVAILABLE && killed) {
            unavailable++;
            return;
        }
        assertEquals(expected.get(), outcome);
        if (outcome == null) {
            done++;
        } else {
            refusals++;
        }
    }

    private void compare() {
        for (Pair pair : pairs) {
            for (String path : PATHS) {
                String where = pair.real + " " + path;
                assertEquals(NameModel.find(pair.model.space, path), found(pair.real, path), where);
                String covering = NameModel.covering(pair.model.space, path);
                String[] covered = new String[1];
                assertEquals(
                        covering == null ? NameFault.NOT_FOUND : null,
                        looked(() -> covered[0] = pair.real.covering(path)),
                        where);
                assertEquals(covering, covered[0], where);
                Set<String> listed = NameModel.list(pair.model.space, path);
                assertArrayEquals(names(listed, ""), listed(pair.real, path, ""), where);
                assertArrayEquals(names(listed, "a"), listed(pair.real, path, "a"), where);
            }
        }
    }

    private static String @Nullable [] names(@Nullable Set<String> all, String after) {
        return all == null
                ? null
                : all.stream().filter(n -> n.compareTo(after) > 0).toArray(String[]::new);
    }

    /** Null when the path is not there. */
    private String @Nullable [] listed(NameSpace space, String path, String after) {
        String[][] names = new String[1][];
        NameFault fault = looked(() -> names[0] = space.list(path, after, 10));
        assertTrue(fault == null || fault == NameFault.NOT_FOUND, () -> path + " " + fault);
        return names[0];
    }

    /** A look that was in one server after the other when they were killed is made again. */
    private NameFault looked(Deed deed) {
        while (true) {
            NameFault outcome = outcome(deed);
            if (outcome != NameFault.UNAVAILABLE || !killed) {
                return outcome;
            }
            unavailable++;
        }
    }

    private List<AnyGate> found(NameSpace space, String path) {
        List<AnyGate> found = new ArrayList<>();
        while (true) {
            int number = found.size();
            AnyGate[] next = new AnyGate[1];
            NameFault fault = looked(() -> next[0] = space.inUnion(path, number));
            if (fault == NameFault.NOT_FOUND) {
                return found;
            }
            assertEquals(null, fault);
            found.add(next[0]);
        }
    }
}
