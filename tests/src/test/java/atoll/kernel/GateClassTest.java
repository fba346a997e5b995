package atoll.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The code of a gate, instruction by instruction: whoever changes it reads what it becomes. */
class GateClassTest {
    /** A contract with a plain method and one whose argument is copied. */
    public interface Golden {
        int add(int a, int b);

        void put(byte[] bytes);
    }

    @Test
    void theCodeOfAGateIsTheOneThatWasReviewed() throws IOException {
        byte[] bytes = GateClass.bytes(Golden.class, Methods.of(Golden.class));
        assertEquals(Listing.golden("gate.txt"), Listing.of(bytes, "call"));
    }
}
