package atoll.tests.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import atoll.system.Atoll;
import atoll.system.service.Services;
import atoll.tests.Deaths;
import atoll.tests.Kills;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Unmodified programs whose files and sockets are reached through servers do what they do on the plain JVM, while these are
 * killed at random moments.
 */
@Timeout(600)
class ServedProgramsTest {
    private static final int KILLS = 12;
    private static final long MOST_LIFE_MILLIS = 500;

    /** They map files, or count on what is native; see CAVEATS, mounts of file servers. */
    private static final Set<String> NOT_YET = Set.of("derby", "kotlinc", "lucene");

    private final long seed = Long.getLong("atoll.seed", new Random().nextLong());
    private final Atoll atoll = Atoll.boot();
    private final Services services = new Services(atoll);

    @AfterEach
    void end() throws Exception {
        services.close();
        Deaths.awaitNone(atoll, name -> name.contains("files at ") || name.equals("net") || name.equals("supervisor"));
    }

    static List<Row> small() {
        return List.of(Programs.antlr(), Programs.hsqldb(), ServersAndTools.h2Server());
    }

    static List<Row> large() {
        List<Row> rows = new ArrayList<>(Programs.large());
        rows.addAll(Shelf.rows());
        rows.removeIf(row -> NOT_YET.contains(row.name));
        return rows;
    }

    @ParameterizedTest
    @MethodSource
    void small(Row row, @TempDir Path folder) throws Exception {
        sameWhileServersDie(row, folder);
    }

    @Tag("programs")
    @ParameterizedTest
    @MethodSource
    void large(Row row, @TempDir Path folder) throws Exception {
        sameWhileServersDie(row, folder);
    }

    private void sameWhileServersDie(Row row, Path folder) throws Exception {
        Differential programs = new Differential(row, folder);
        String expected = programs.plain();
        Set<String> names = programs.serve(services);
        services.start();
        List<Kills> kills = new ArrayList<>();
        for (String name : names) {
            kills.add(Kills.of(services, name, KILLS, new Random(seed + kills.size()), MOST_LIFE_MILLIS));
        }
        do {
            assertEquals(expected, programs.atoll(), () -> row.name + ", seed " + seed);
        } while (kills.stream().anyMatch(Thread::isAlive));
        for (Kills each : kills) {
            each.end();
        }
    }
}
