package atoll.bench;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every benchmark runs to its end, at a scale too small for its figures to mean anything. */
class BenchmarksTest {
    private static final double TRIAL = 0.01;

    @Tag("bench")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "spawn",
                "kill",
                "overhead",
                "start",
                "leak",
                "density",
                "call",
                "ring",
                "served",
                "http",
                "restart",
                "storm"
            })
    void runsToItsEnd(String name) throws Exception {
        Bench.benchmark(name).run(new Report(name, TRIAL), TRIAL);
    }
}
