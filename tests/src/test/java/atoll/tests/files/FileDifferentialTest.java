package atoll.tests.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import atoll.library.file.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** File servers against {@code java.nio} on a plain folder: the same random steps, the same results and errors. */
@Timeout(120)
class FileDifferentialTest extends FileServed {
    private static final int STEPS = 6_000;

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theSameAsAPlainFolder(Kind kind, @TempDir Path plain) throws Exception {
        serve(kind);
        compare(volume(), plain);
    }

    /** Mounted at the root of a name space, with another tree beside what the steps use. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void theSameInANameSpace(Kind kind, @TempDir Path plain) throws Exception {
        Volume volume = addSpace(Map.of("tree", endpoint), "/=tree", "/elsewhere/deep=tree");
        serve(kind);
        compare(volume, plain);
    }

    private static void compare(Volume volume, Path plain) {
        long seed = Long.getLong("atoll.seed", new Random().nextLong());
        Random random = new Random(seed);
        FileSteps model = new PlainSteps(plain);
        FileSteps served = new ServedSteps(volume);
        int good = 0;
        for (int i = 0; i < STEPS; i++) {
            Step step = Step.random(random);
            String expected = run(model, step);
            assertEquals(expected, run(served, step), "step " + i + " " + step + ", seed " + seed);
            good += expected.startsWith("fault") ? 0 : 1;
        }
        // A run in which everything fails would say nothing.
        assertEquals(true, good > STEPS / 20, good + " of " + STEPS + " steps did something, seed " + seed);
    }

    private static String run(FileSteps steps, Step step) {
        try {
            return step.run(steps);
        } catch (IOException e) {
            return "fault " + steps.fault(e);
        }
    }
}
