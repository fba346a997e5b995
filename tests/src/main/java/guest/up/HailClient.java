package guest.up;

import atoll.contract.CallFailed;
import atoll.contract.Names;

/** Calls {@link Hail} again and again, and says what it hears when that is something else than before. */
public final class HailClient {
    private HailClient() {}

    public static void main(String[] args) throws InterruptedException {
        Hail hail = Names.find("people", Hail.class);
        String last = "";
        while (true) {
            try {
                String now = hail.hail("world");
                if (!now.equals(last)) {
                    last = now;
                    System.out.println("heard " + now);
                }
            } catch (CallFailed e) {
                System.err.println("failed " + e.getMessage());
            }
            Thread.sleep(10);
        }
    }
}
