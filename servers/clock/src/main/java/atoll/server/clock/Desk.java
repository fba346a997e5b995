package atoll.server.clock;

import atoll.contract.clock.Armed;
import atoll.contract.clock.ClockFault;
import atoll.contract.clock.Timers;
import atoll.contract.process.ClientEndings;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The timers of one client. A call runs on its thread and keeps its process from being dead; so what is armed while that ends is
 * armed before the last time that its ending is told, and dropped then, or finds here that it ends.
 */
final class Desk implements Timers {
    private final String client;
    private final Map<String, Bell> bells;
    private final Ringer ringer;
    private final ClientEndings clients;

    Desk(String client, Map<String, Bell> bells, Ringer ringer, ClientEndings clients) {
        this.client = client;
        this.bells = bells;
        this.ringer = ringer;
        this.clients = clients;
    }

    private Bell bell(String name) throws IOException {
        Bell bell = name == null ? null : bells.get(name);
        if (bell == null) {
            throw ClockFault.NO_BELL.because(client + " has no bell named " + name + "; ClockService.client(\"" + client
                    + "\", \"" + name + "\") gives it one");
        }
        return bell;
    }

    @Override
    public void arm(String bell, long at, long period) throws IOException {
        Bell found = bell(bell);
        if (period != 0 && (period < LEAST_PERIOD || period > MOST_AHEAD)) {
            throw ClockFault.INVALID.because(
                    "a period of " + period + " nanoseconds; it is 0, or from " + LEAST_PERIOD + " to " + MOST_AHEAD);
        }
        long ahead = at - System.nanoTime();
        if (ahead > MOST_AHEAD || ahead < -MOST_AHEAD) {
            throw ClockFault.INVALID.because("the time " + at + " is more than " + MOST_AHEAD + " nanoseconds away");
        }
        long endings = clients.endings(client);
        ringer.set(found, new Armed(client, found.name, at, period, endings));
        if (clients.endings(client) != endings) {
            ringer.sweep();
        }
    }

    @Override
    public void disarm(String bell) throws IOException {
        ringer.set(bell(bell), null);
    }

    @Override
    public @Nullable Armed armed(String bell) throws IOException {
        return ringer.armed(bell(bell));
    }
}
