package guest;

import atoll.contract.Names;
import atoll.contract.Notification;
import atoll.contract.Refused;
import atoll.contract.clock.Clock;
import atoll.contract.clock.Timers;
import java.io.IOException;

/**
 * A client of the clock with the bells {@code once} and {@code often}: {@code sleep MILLIS} waits so long and says whether it was
 * long enough; {@code often MILLIS COUNT} waits for so many rings; {@code stay} arms both and stays; {@code set} tries to set it.
 */
public final class ClockUser {
    private static final long MILLI = 1_000_000;

    private ClockUser() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Clock clock = Names.find("clock", Clock.class);
        Timers timers = Names.find("timers", Timers.class);
        Notification once = Names.notification("once");
        Notification often = Names.notification("often");
        switch (args[0]) {
            case "sleep" -> {
                long until = clock.monotonic() + Long.parseLong(args[1]) * MILLI;
                timers.arm("once", until, 0);
                System.out.println("sleeps");
                once.await();
                System.out.println(clock.monotonic() >= until ? "slept" : "woke too early");
            }
            case "often" -> {
                long period = Long.parseLong(args[1]) * MILLI;
                long count = Long.parseLong(args[2]);
                long at = clock.monotonic() + period;
                timers.arm("often", at, period);
                long rung = 0;
                while (rung < count) {
                    rung += often.await();
                    long most = 1 + (clock.monotonic() - at) / period;
                    if (rung > most) {
                        System.out.println("rang " + rung + " times where " + most + " were due");
                    }
                }
                timers.disarm("often");
                System.out.println("rang");
            }
            case "set" -> {
                try {
                    clock.setOffset(1);
                } catch (Refused e) {
                    System.out.println(e.getMessage());
                }
            }
            default -> {
                timers.arm("once", clock.monotonic() + 3_600_000 * MILLI, 0);
                timers.arm("often", clock.monotonic(), Timers.LEAST_PERIOD);
                System.out.println("armed");
                once.await();
            }
        }
    }
}
