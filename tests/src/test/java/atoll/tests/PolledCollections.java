package atoll.tests;

import atoll.contract.Ring;
import atoll.kernel.Capability;
import atoll.kernel.Endpoint;
import atoll.personality.java.Grants;
import atoll.system.Atoll;
import guest.Probe;
import guest.ProbeServer;
import guest.hostile.DequeStuck;
import java.time.Duration;

/**
 * A JVM in which the JDK's collections have polls, since a process was killed that was stuck in them. Then servers are killed whose
 * threads wait to be used again, in queues of the kernel. Prints what is held of them.
 */
final class PolledCollections {
    private static final int SERVERS = 10;

    private PolledCollections() {}

    public static void main(String[] args) throws Exception {
        Run stuck = Run.with(new Grants(), DequeStuck.class);
        stuck.awaitOut("stuck");
        stuck.process.kill();
        System.out.println("undead " + stuck.end().undead());
        Endpoint<Probe> endpoint = Atoll.boot().endpoint("probe", Probe.class);
        Capability<Probe> apart = endpoint.capability().within(Duration.ofSeconds(Wait.SECONDS));
        for (int i = 0; i < SERVERS; i++) {
            Run server =
                    Run.with(new Grants().property("probe.me", "server").serve("probe", endpoint), ProbeServer.class);
            server.awaitOut("serving");
            apart.gate().add(1, 2);
            try (Ring<Probe> ring = endpoint.capability().ring(1)) {
                ring.calls().add(1, 2);
                ring.submit();
                ring.take();
            }
            server.process.kill();
            server.end();
            Wait.collected(server.process);
        }
        System.out.println("nothing is held");
        System.exit(0);
    }
}
