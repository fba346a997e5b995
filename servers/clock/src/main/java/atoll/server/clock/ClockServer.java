package atoll.server.clock;

import atoll.contract.Names;
import atoll.contract.Notification;
import atoll.contract.clock.ArmedTimers;
import atoll.contract.clock.Clock;
import atoll.contract.clock.ClockOffset;
import atoll.contract.clock.Timers;
import atoll.contract.process.ClientEndings;
import atoll.contract.process.Health;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code ClockServer CLIENT=BELL,BELL...}: serves {@code clock}, and {@code timers of CLIENT} for each, which ring
 * {@code bell of CLIENT/BELL}. What outlives this process is kept in {@code armed} and {@code offset}; {@code clients} says whose
 * processes have ended, when {@code endings} is signalled.
 */
public final class ClockServer {
    private ClockServer() {}

    public static void main(String[] args) {
        ClientEndings clients = Names.find("clients", ClientEndings.class);
        Notification endings = Names.notification("endings");
        Map<String, Map<String, Bell>> byClient = new LinkedHashMap<>();
        List<Bell> all = new ArrayList<>();
        for (String arg : args) {
            int equals = arg.indexOf('=');
            String client = arg.substring(0, equals);
            Map<String, Bell> bells = byClient.computeIfAbsent(client, c -> new LinkedHashMap<>());
            for (String name : arg.substring(equals + 1).split(",")) {
                if (!name.isEmpty()) {
                    Bell bell = new Bell(client, name, Names.signal("bell of " + client + "/" + name));
                    bells.put(name, bell);
                    all.add(bell);
                }
            }
        }
        Ringer ringer = new Ringer(all, Names.find("armed", ArmedTimers.class), clients, Thread.currentThread());
        ringer.load();
        Names.serve("clock", Clock.class, new Wall(Names.find("offset", ClockOffset.class)));
        byClient.forEach((client, bells) ->
                Names.serve("timers of " + client, Timers.class, new Desk(client, bells, ringer, clients)));
        Names.serveIfGiven("health", Health.class, ringer);
        Thread sweeper = new Thread(() -> sweep(endings, ringer), "sweeper");
        sweeper.setDaemon(true);
        sweeper.start();
        // If this ends, so does the process, and the next one goes on.
        ringer.ring();
    }

    private static void sweep(Notification endings, Ringer ringer) {
        try {
            while (true) {
                ringer.sweep();
                endings.await();
            }
        } catch (InterruptedException e) {
            // Nobody interrupts it; without it the process is no good.
            Runtime.getRuntime().halt(1);
        }
    }
}
