package atoll.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is derived for one call each does not pile up. */
@Timeout(180)
class WeakListTest {
    @Test
    void whatNobodyHoldsIsDropped() {
        WeakList<byte[]> list = new WeakList<>();
        byte[] kept = {7};
        list.add(kept);
        int added = 1;
        while (list.size() == added) {
            System.gc();
            for (int i = 0; i < 100; i++) {
                list.add(new byte[2]);
                added++;
            }
        }
        List<byte[]> left = new ArrayList<>();
        list.forEach(object -> {
            if (object.length == 1) {
                left.add(object);
            }
        });
        assertEquals(1, left.size());
        assertTrue(left.getFirst() == kept);
    }
}
