package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Classes of the JDK that a process needs first are initialised as the host, with nothing of the process in them. */
@Timeout(120)
class HostSectionTest {
    @ParameterizedTest
    @ValueSource(strings = {"thread", "virtual", "pool", "full stack"})
    void nothingOfTheProcessRunsOrStaysInWhatTheJdkInitialises(String how, @TempDir Path folder) throws Exception {
        Jvm jvm = Jvm.run(SweepJvm.class, how, folder.toString());
        assertTrue(jvm.told().contains("swept\n"), jvm.told());
        assertTrue(jvm.told().contains("ran as the host: null\n"), jvm.told());
        assertTrue(jvm.told().contains("looked at all\n"), jvm.told());
        assertFalse(jvm.told().contains("KEPT"), jvm.told());
        assertEquals(0, jvm.status(), jvm.told());
    }
}
