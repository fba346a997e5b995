package atoll.tests.programs;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Unmodified programs from Maven Central do in Atoll what they do on the plain JVM. */
@Timeout(600)
class ProgramsTest {
    static List<Row> small() {
        return Programs.small();
    }

    static List<Row> large() {
        return Programs.large();
    }

    static List<Row> shelf() {
        return Shelf.rows();
    }

    @ParameterizedTest
    @MethodSource
    void small(Row row, @TempDir Path folder) throws Exception {
        Differential.check(row, folder);
    }

    @Tag("programs")
    @ParameterizedTest
    @MethodSource
    void large(Row row, @TempDir Path folder) throws Exception {
        Differential.check(row, folder);
    }

    @Tag("programs")
    @ParameterizedTest
    @MethodSource
    void shelf(Row row, @TempDir Path folder) throws Exception {
        Differential.check(row, folder);
    }
}
