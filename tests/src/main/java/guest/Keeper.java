package guest;

import atoll.contract.Names;
import guest.up.Hail;
import java.lang.ref.Reference;

/**
 * {@code Keeper WHERE MEGABYTES}: keeps so much there, says {@code kept}, and stays. {@code WHERE}: {@code static}, {@code local} (of main),
 * {@code virtual} (of a virtual thread), {@code thread-local}; {@code server}: a text that it
 * returns; {@code takes}: that text; {@code calls}: nothing, while the server keeps so much in a local of the method that is called.
 */
public final class Keeper {
    private static Object kept;

    private Keeper() {}

    public static void main(String[] args) throws Exception {
        int bytes = Integer.parseInt(args[1]) << 20;
        switch (args[0]) {
            case "static" -> kept = new byte[bytes];
            case "local" -> local(bytes);
            case "virtual" -> Thread.ofVirtual().start(() -> local(bytes)).join();
            case "thread-local" -> {
                ThreadLocal<byte[]> mine = new ThreadLocal<>();
                mine.set(new byte[bytes]);
                stay();
                Reference.reachabilityFence(mine);
            }
            case "server" -> {
                String text = "x".repeat(bytes);
                kept = text;
                Names.serve("hail", Hail.class, who -> who.equals("text") ? text : local(bytes));
            }
            case "takes" -> kept = Names.find("hail", Hail.class).hail("text");
            case "calls" -> {
                System.out.println("kept");
                Names.find("hail", Hail.class).hail("stay");
            }
            default -> throw new IllegalArgumentException(args[0]);
        }
        stay();
    }

    private static String local(int bytes) {
        byte[] mine = new byte[bytes];
        stay();
        Reference.reachabilityFence(mine);
        return "";
    }

    private static void stay() {
        System.out.println("kept");
        try {
            Thread.sleep(Long.MAX_VALUE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
