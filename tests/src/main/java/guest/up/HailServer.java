package guest.up;

import atoll.contract.Names;

/** Serves {@link Hail}; its argument is what it says. */
public final class HailServer {
    private HailServer() {}

    public static void main(String[] args) throws InterruptedException {
        Names.serve("hail", Hail.class, who -> args[0] + " " + who);
        System.out.println("serving " + args[0]);
        Thread.sleep(Long.MAX_VALUE);
    }
}
