package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is woven into the JDK for one kill does not throw out of the middle of the kernel in the next. */
@Timeout(240)
class PolledCollectionsTest {
    @Test
    void theKernelsOwnCollectionsStayWhole() throws Exception {
        Jvm jvm = Jvm.run(PolledCollections.class);
        assertEquals(0, jvm.status(), jvm::told);
        assertTrue(jvm.told().startsWith("undead []\n") && jvm.told().endsWith("nothing is held\n"), jvm::told);
    }
}
