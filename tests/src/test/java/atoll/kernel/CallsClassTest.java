package atoll.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import atoll.contract.Idempotent;
import atoll.contract.Lent;
import atoll.contract.Region;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The code of the asynchronous form, instruction by instruction: whoever changes it reads what it becomes. */
class CallsClassTest {
    /** A contract with a plain method, one with regions, and one whose arguments are copied and whose result is an object. */
    public interface Golden {
        int add(int a, double b);

        @Idempotent
        String put(byte[] bytes, Golden back);

        Region take(long a, @Lent Region region);
    }

    @Test
    void theCodeOfTheAsynchronousFormIsTheOneThatWasReviewed() throws IOException {
        byte[] bytes = CallsClass.bytes(Golden.class, Methods.of(Golden.class));
        assertEquals(Listing.golden("calls.txt"), Listing.of(bytes, "none"));
    }
}
